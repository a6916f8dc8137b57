/** Connections that stay open, sockets and event streams, of one person, or of an address from which nobody is signed in. */
export const MAX_CONNECTIONS = 100;

/** Counts what each has open at present, up to a bound. */
export class Tally {
  private readonly open = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** @returns whether there was room for one more. */
  add(key: string): boolean {
    const count = this.open.get(key) ?? 0;
    if (count >= this.most) return false;
    this.open.set(key, count + 1);
    return true;
  }

  remove(key: string): void {
    const count = (this.open.get(key) ?? 1) - 1;
    if (count === 0) this.open.delete(key);
    else this.open.set(key, count);
  }

  /** Counts one as another's from now on. @returns whether there was room; if not, it stays where it was. */
  move(from: string, to: string): boolean {
    if (from === to) return true;
    if (!this.add(to)) return false;
    this.remove(from);
    return true;
  }
}
