/** Other extensions, keybindings and tests may have asked already: `{ confirmed: true }`. */
export function isConfirmed(argument: unknown): boolean {
  return (
    typeof argument === 'object' &&
    argument !== null &&
    'confirmed' in argument &&
    argument.confirmed === true
  );
}
