import { join } from 'node:path';

interface Setting {
  /** The only place in which it writes. */
  folder: string;
  port: number;
  /** Where it passes everything on to, by how many kept connections. */
  server: string;
  keptConnections: number;
  main?: string;
  events?: string;
  http: string;
  proxy?: string;
}

const written = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

/** One process in the foreground, which passes everything on to one server. */
export function nginxConfig(setting: Setting): string {
  const { folder, port, server, keptConnections, main = '', events = '', http, proxy = '' } = setting;
  const temporary = written.map((name) => `${name}_temp_path ${join(folder, name)};`);
  return `daemon off;
master_process off;
pid ${join(folder, 'nginx.pid')};
${main}
events { ${events} }
http {
${temporary.join('\n')}
${http}
upstream passed_on_to { server ${server}; keepalive ${keptConnections}; keepalive_requests 1000000; }
server {
  listen 127.0.0.1:${port};
  location / {
    proxy_pass http://passed_on_to;
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    ${proxy}
  }
}
}
`;
}
