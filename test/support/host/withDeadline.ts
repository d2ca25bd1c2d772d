/** Rejects with `sentence()` when `promise` takes longer than `milliseconds`. */
export async function withDeadline<T>(
  promise: Promise<T>,
  milliseconds: number,
  sentence: () => string,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(sentence())), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
