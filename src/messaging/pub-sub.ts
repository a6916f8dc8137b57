/** Carries messages between server processes, to who listens at that moment. It may lose some: the event log does not. */
export interface PubSub {
  publish(topic: string, message: unknown): Promise<void>;
  /** Resolves once messages are heard; answers what ends it. */
  subscribe(topic: string, hear: (message: unknown) => void): Promise<() => void>;
  /** Calls that each time after messages may have been lost, once messages are heard again. */
  onGap(tell: () => void): void;
  close(): Promise<void>;
}
