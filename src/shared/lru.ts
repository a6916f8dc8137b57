/** Keeps what was used last, up to a total weight. */
export class Lru<T> {
  private readonly kept = new Map<string, { value: T; weight: number }>();
  private weight = 0;
  /** Who is the last in line already need not go there. */
  private newest: string | null = null;

  constructor(private readonly capacity: number) {}

  get(key: string): T | undefined {
    const found = this.kept.get(key);
    if (!found) return undefined;
    if (key !== this.newest) {
      this.kept.delete(key);
      this.kept.set(key, found);
      this.newest = key;
    }
    return found.value;
  }

  set(key: string, value: T, weight: number): void {
    this.delete(key);
    if (weight > this.capacity) return;
    this.kept.set(key, { value, weight });
    this.newest = key;
    this.weight += weight;
    for (const oldest of this.kept.keys()) {
      if (this.weight <= this.capacity) return;
      this.delete(oldest);
    }
  }

  get size(): number {
    return this.kept.size;
  }

  delete(key: string): void {
    this.weight -= this.kept.get(key)?.weight ?? 0;
    this.kept.delete(key);
  }
}
