import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Stands between a client and a service, and can be cut: connections break, and new ones are refused; or stalled: nothing moves. */
export class CuttableProxy {
  private server: Server | null = null;
  private readonly sockets = new Set<Socket>();
  private port = 0;
  private stalled = false;

  private constructor(private readonly target: URL) {}

  /** A proxy before the service of that address. */
  static async to(address: string): Promise<CuttableProxy> {
    const proxy = new CuttableProxy(new URL(address));
    await proxy.open();
    return proxy;
  }

  /** The service's address by way of the proxy; the same for its whole life. */
  get url(): string {
    const url = new URL(this.target);
    url.host = `127.0.0.1:${this.port}`;
    return url.href;
  }

  async open(): Promise<void> {
    this.server = createServer((client) => {
      const service = connect(Number(this.target.port || 5432), this.target.hostname);
      for (const [socket, other] of [
        [client, service],
        [service, client],
      ] as const) {
        this.sockets.add(socket);
        socket.on('error', () => other.destroy());
        socket.on('close', () => {
          this.sockets.delete(socket);
          other.destroy();
        });
      }
      if (!this.stalled) client.pipe(service).pipe(client);
    });
    await new Promise<void>((resolve) => this.server!.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.server?.close(resolve) ?? resolve(undefined));
    for (const socket of this.sockets) socket.destroy();
    await closed;
    this.server = null;
  }

  /** From now on connections stay, and nothing comes through. */
  stall(): void {
    this.stalled = true;
    for (const socket of this.sockets) socket.unpipe().pause();
  }
}
