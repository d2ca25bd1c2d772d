import { campaigns } from './campaigns.ts';
import { crawlers } from './crawlers.ts';
import { customers } from './customers.ts';
import { dataServicesAToI } from './dataServicesAToI.ts';
import { dataServicesJToZ } from './dataServicesJToZ.ts';
import type { NamedService } from './namedService.ts';
import { office } from './office.ts';

/** Services that `providers/servicesNamed.ts` and the rules are made of. */
export const namedServices: readonly NamedService[] = [
  ...dataServicesAToI,
  ...dataServicesJToZ,
  ...crawlers,
  ...customers,
  ...campaigns,
  ...office,
];
