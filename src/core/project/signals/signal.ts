import type { TechnologyId } from '../vocabulary.ts';

/**
 * What proves a technology. Names are compared as a whole, but for Python modules, Go modules and images, which stand
 * for everything under them (`langchain_core` for `langchain_core.tools`), and names that end in `*`, which stand
 * for all that begin so.
 */
export interface Signal {
  readonly technology: TechnologyId;
  /** Distributions on PyPI, PEP 503 normalised. */
  readonly pypi?: readonly string[];
  /** Python modules. */
  readonly python?: readonly string[];
  /** npm packages; also their imports. */
  readonly npm?: readonly string[];
  /** Go modules; also their imports. */
  readonly go?: readonly string[];
  /** Container images, without tag. */
  readonly images?: readonly string[];
  readonly commands?: readonly string[];
  readonly resources?: readonly string[];
  readonly variables?: readonly string[];
  readonly endpoints?: readonly string[];
  readonly files?: readonly string[];
  readonly assets?: readonly string[];
  /** Calls that prove it where the import alone does not, as qualified names; `*` at the end as above. */
  readonly calls?: readonly string[];
}
