import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../src/database/embedded/free-port.js';
import { deadMansSwitch } from './dead-mans-switch.js';
import { OwnProcess } from './own-process.js';

/** An nginx of a test's own: shares requests and sockets out among servers, and passes on what one of them does not take. */
export class LoadBalancer {
  private constructor(
    readonly url: string,
    private readonly folder: string,
    private readonly process: OwnProcess,
    private readonly letGo: () => void,
  ) {}

  /** @param ports of the servers. */
  static async before(ports: readonly number[]): Promise<LoadBalancer> {
    const folder = await mkdtemp(join(tmpdir(), 'atrium-nginx-'));
    const letGo = deadMansSwitch.holdFolder(folder);
    const port = await freePort();
    const file = join(folder, 'nginx.conf');
    await writeFile(file, configuration(port, ports, folder));
    const process = await OwnProcess.start('nginx', ['-c', file, '-p', folder, '-e', join(folder, 'error.log')], port);
    return new LoadBalancer(`http://127.0.0.1:${port}`, folder, process, letGo);
  }

  async close(): Promise<void> {
    await this.process.stop();
    await rm(this.folder, { recursive: true, force: true });
    this.letGo();
  }
}

/** One process, which leaves nobody behind when it is killed. A request that was sent is not sent to another, if it may change something. */
const configuration = (port: number, servers: readonly number[], folder: string) => `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
events { worker_connections 1024; }
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join('\n  ')}
  map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
  upstream servers {
    ${servers.map((server) => `server 127.0.0.1:${server} max_fails=0;`).join('\n    ')}
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://servers;
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_connect_timeout 1s;
      proxy_next_upstream error timeout;
    }
  }
}
`;
