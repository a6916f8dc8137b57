/** The name that a misspelt one was probably meant to be: at most three edits away, and never one that shares too little. */
export function nearestName(misspelt: string, names: readonly string[]): string | null {
  const [best] = names.map((name) => ({ name, edits: editDistance(misspelt, name) })).sort((a, b) => a.edits - b.edits);
  return best && best.edits <= 3 ? best.name : null;
}

/** How many insertions, deletions and substitutions turn one text into the other (Levenshtein distance). */
export function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [row, char] of [...from].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...to].entries()) {
      const substituted = (previous[column] ?? 0) + (char === other ? 0 : 1);
      current.push(Math.min(substituted, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? from.length;
}
