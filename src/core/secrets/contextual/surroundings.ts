/** Whether a place in code stands within a string: an odd number of quotes before it on its line. */
export function standsInString(text: string, at: number, _valueStart: number): boolean {
  const from = Math.max(text.lastIndexOf('\n', at) + 1, at - 300);
  const counts = { '"': 0, "'": 0, '`': 0 };
  for (let place = from; place < at; place++) {
    const character = text.charAt(place);
    if (character === '\\') place++;
    else if (character in counts) counts[character as keyof typeof counts]++;
  }
  return counts['"'] % 2 === 1 || counts["'"] % 2 === 1 || counts['`'] % 2 === 1;
}
