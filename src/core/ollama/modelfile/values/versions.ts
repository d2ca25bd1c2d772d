const number = '(?:0|[1-9]\\d*)';
const label = `(?:${number}|\\d*[A-Za-z-][\\dA-Za-z-]*)`;
const build = '[\\dA-Za-z-]+';
const version = new RegExp(
  `^v?${number}(?:\\.${number}(?:\\.${number}(?:-${label}(?:\\.${label})*)?(?:\\+${build}(?:\\.${build})*)?)?)?$`,
);

/** Whether REQUIRES takes it: semantic versions, minor and patch may be left out, a `v` may come first. */
export function isVersion(text: string): boolean {
  return text.length <= 256 && version.test(text);
}

/** Negative when `a` is older than `b`, by major, minor and patch; what follows these is left aside. */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [parts(a), parts(b)];
  for (let at = 0; at < 3; at++) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function parts(text: string): number[] {
  return (/^v?(\d+(?:\.\d+){0,2})/.exec(text)?.[1] ?? '').split('.').map(Number);
}
