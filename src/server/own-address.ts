import { isWildcardHost, localUrl } from '../shared/host-url.js';

export interface OwnAddressOptions {
  /** What the operator says that links begin with; null: made from where the server listens. */
  publicUrl: string | null;
  /** Where the server listens. */
  host: string;
  /** The port, once the server listens. */
  port: () => number;
}

/** The addresses under which this server is reached, without a slash at the end. */
export class OwnAddress {
  private readonly isWildcard: boolean;

  constructor(private readonly options: OwnAddressOptions) {
    this.isWildcard = options.publicUrl === null && isWildcardHost(options.host);
  }

  /** What links begin with that are made outside of a request, such as those of mails. */
  get url(): string {
    const { publicUrl, host, port } = this.options;
    return publicUrl ?? localUrl(host, port());
  }

  /**
   * What links in the answer to a request begin with. A server that listens on all addresses and was not told its public one is
   * reached under the name that the client used; staging and production always know their public address.
   * @param host the request's `Host` header, of which nothing is known yet.
   */
  urlFor(host: string | undefined): string {
    return this.isWildcard && host !== undefined && URL.canParse(`http://${host}`) ? new URL(`http://${host}`).origin : this.url;
  }
}
