/** Passwords, tokens and signed links that went to and fro, by what they were called. */
export class Secrets {
  readonly all = new Map<string, Set<string>>();

  add(called: string, secret: string): void {
    const known = this.all.get(called) ?? new Set();
    this.all.set(called, known.add(secret));
    // The part of a token, or of a link, that makes it valid.
    if (secret.includes('.')) known.add(secret.split('.').at(-1)!);
  }

  /** Adds all that is a secret by its name. */
  addFrom(value: unknown, called = ''): void {
    if (typeof value === 'string' && /password|token|url/i.test(called)) this.add(called, value);
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) this.addFrom(inner, name);
  }

  /** What those are called that stand in a text. */
  in(text: string): string[] {
    return [...this.all].filter(([, values]) => [...values].some((value) => text.includes(value))).map(([called]) => called);
  }
}
