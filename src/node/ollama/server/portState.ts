// Shared room: Node implementations of the core's ports, for both shells (editor and cli); the core never imports it.
import { connect } from 'node:net';
import type { PortState } from '../../../core/ollama/server/startServer.ts';

/**
 * What is at a port where nothing answered as Ollama does: nothing, something that takes connections and is silent,
 * as a server that still prepares itself, or something that answers. Asks once, with a plain HTTP request.
 */
export function portState(host: string, port: number, timeoutMs = 1_000): Promise<PortState> {
  return new Promise((resolve) => {
    let connected = false;
    const socket = connect({ host, port });
    const done = (state: PortState): void => {
      socket.destroy();
      resolve(state);
    };
    socket.setTimeout(timeoutMs, () => done(connected ? 'silent' : 'closed'));
    socket.once('connect', () => {
      connected = true;
      socket.write(`GET /api/version HTTP/1.1\r\nHost: ${host}:${port}\r\nConnection: close\r\n\r\n`);
    });
    socket.once('data', () => done('foreign'));
    socket.once('end', () => done('foreign'));
    socket.once('error', () => done(connected ? 'foreign' : 'closed'));
  });
}
