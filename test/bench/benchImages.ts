import { missingImageParts } from '../support/images/imageStore.ts';
import { measureImages } from '../support/images/measureImages.ts';
import type { Measurement } from './measurement.ts';

const size = 'image of the default CPU target: the naive one is larger by';
const rebuild = 'its rebuild after an edit of the sources, of a cold build';

/** Built by buildah in one run. Takes some ten minutes and downloads several GB, so only when it is asked for. */
export async function benchImages(): Promise<Measurement[]> {
  const note = missingImageParts();
  if (note !== undefined)
    return [
      { what: size, value: undefined, unit: '×', note },
      { what: rebuild, value: undefined, unit: '%', note },
    ];
  const { bytes, naiveBytes, coldSeconds, rebuildSeconds } = await measureImages();
  const gigabytes = (count: number): string => `${(count / 1e9).toFixed(2)} GB`;
  return [
    {
      what: size,
      value: naiveBytes / bytes,
      unit: '×',
      atLeast: 3,
      note: `${gigabytes(bytes)} against ${gigabytes(naiveBytes)}`,
    },
    {
      what: rebuild,
      value: (100 * rebuildSeconds) / coldSeconds,
      unit: '%',
      limit: 20,
      note: `${rebuildSeconds.toFixed(1)} s of ${coldSeconds.toFixed(0)} s`,
    },
  ];
}
