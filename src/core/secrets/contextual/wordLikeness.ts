/**
 * How much likelier a letter follows another in words than in a random row of letters: log2 of the ratio, as letters
 * from `a` (-6) in steps of 0.4. Rows and columns are the edge of a word, then a to z. Counted over the distinct words
 * of some 3,500 English texts and interface declarations of programs.
 */
const table =
  'arpsrqqooqlkpqoorirtqomnjhg' +
  'pjqrqijoeoeltqtapbtrunmijmg' +
  'stnomtlhfsnhukisjarrlshddnf' +
  'rtinltkfspdrqkhvidqotofdcka' +
  'xrlknvljhuhgnijqienpkohgdia' +
  'vpjqsmnlfjdepotinkutqhmjpkc' +
  'trlnmssjdvacqjltiaqooqfddna' +
  'xpgjgugnqragplppnarqlpgfcge' +
  'uvhhivgeitajmmjtjbpmrofefma' +
  'npnrppopceahqpwsoeorseobkan' +
  'rtijmumejpkmijhtmadvntkpdga' +
  'wqklmwlnisjgokmnmflsmnhlake' +
  'usiknvkheueisiiskahpoojdbqa' +
  'svojlvhgftdiophstfhpkpfadia' +
  'urhrssnuhqflkhlqjdisumldaid' +
  'pmnqqimnelfmqrvoqbuqpqnojgf' +
  'stgkkuigoqajsjisqcuorpdfdnb' +
  'tiigjekhglaasliihlnqlzneafa' +
  'utinnvkletalmomskaorqmkfana' +
  'xofpjtjgprbknkjppiirupgigla' +
  'vshmjvkfquafmjgqlasqoneiboc' +
  'lprpmqnncqagsqulqbtstegaged' +
  'suimhyiiduadhkkqhaknkhdfdgc' +
  'tujgltijruakmgrtjarqmdcifda' +
  'vplrmtlflrbalpkntghmvjienmd' +
  'zokmiokldndeoopntakqogjldij' +
  'sthlkyjgmtahlkaqkakmlneaamn';

const width = 27;
const scores = Float32Array.from(table, (letter) => (letter.charCodeAt(0) - 97) * 0.4 - 6);

/**
 * How word-like a text is: the mean score of its letter pairs, case ignored, each run of letters taken as a word, with
 * capitals inside a run beginning a new one. Words are mostly above 0.2, random letters below. Undefined where there
 * are fewer than `least` letters.
 */
export function wordLikeness(text: string, least = 4): number | undefined {
  let sum = 0;
  let pairs = 0;
  let letters = 0;
  let before = 0;
  let wasLower = false;
  const length = Math.min(text.length, 200);
  for (let at = 0; at <= length; at++) {
    const code = at < length ? text.charCodeAt(at) : 0;
    const isLower = code >= 97 && code <= 122;
    const isUpper = code >= 65 && code <= 90;
    const letter = isLower ? code - 96 : isUpper ? code - 64 : 0;
    if (letter > 0) letters++;
    if (isUpper && wasLower) {
      sum += scores[before * width] ?? 0;
      pairs++;
      before = 0;
    }
    if (before > 0 || letter > 0) {
      sum += scores[before * width + letter] ?? 0;
      pairs++;
    }
    before = letter;
    wasLower = isLower;
  }
  return letters < least ? undefined : sum / pairs;
}
