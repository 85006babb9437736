import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { waitFor } from '../wait-for.js';
import { TcpProxy } from './tcp-proxy.js';

const SOON = { within: 5_000 };

/** Answers each line with the same line, and remembers what it was asked. */
class Echo {
  heard = '';

  private constructor(readonly server: Server) {
    server.on('connection', (socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => {
        this.heard += bytes.toString();
        socket.write(bytes);
      });
    });
  }

  static async listen(): Promise<Echo> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Echo(server);
  }
}

let echo: Echo;
let proxy: TcpProxy;
const sockets: Socket[] = [];

beforeEach(async () => {
  echo = await Echo.listen();
  proxy = await TcpProxy.listen({ host: '127.0.0.1', port: (echo.server.address() as AddressInfo).port });
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await proxy.close();
  echo.server.close();
});

async function client(): Promise<{ socket: Socket; said: () => string }> {
  const socket = connect({ host: '127.0.0.1', port: proxy.port });
  let said = '';
  sockets.push(socket);
  socket.on('error', () => undefined).on('data', (bytes) => (said += bytes.toString()));
  await once(socket, 'connect');
  return { socket, said: () => said };
}

describe('A proxy that a test puts before a server', () => {
  it('is not noticed until it is told to spoil something', async () => {
    const { socket, said } = await client();
    socket.write('hello');
    await waitFor('the answer', () => said() === 'hello', SOON);
  });

  it('holds everything back for as long as it is told to', async () => {
    const { socket, said } = await client();
    proxy.delay(150);
    const begun = performance.now();
    socket.write('hello');
    await waitFor('the answer', () => said() === 'hello', SOON);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(299);
  });

  it('cuts the connections of now and takes new ones', async () => {
    const { socket } = await client();
    socket.write('one');
    await waitFor('the server to hear', () => echo.heard === 'one', SOON);
    const closed = once(socket, 'close');
    proxy.cut();
    await closed;
    const again = await client();
    again.socket.write('two');
    await waitFor('the answer', () => again.said() === 'two', SOON);
  });

  it('half open, it lets nothing pass and closes nothing until it is healed', async () => {
    const { socket, said } = await client();
    socket.write('one');
    await waitFor('the answer', () => said() === 'one', SOON);
    proxy.halfOpen();
    const closed = once(socket, 'close');
    socket.write('two');
    const other = await client();
    other.socket.write('three');
    await waitFor('the bytes to leave', () => socket.writableLength === 0, SOON);
    expect(socket.destroyed).toBe(false);
    proxy.heal();
    await closed;
    expect(echo.heard).toBe('one');
  });

  it('loses one answer in so many to requests of one look: the server has heard, the client is not told', async () => {
    proxy.loseAnswers({ oneIn: 2, to: (request) => request.toString().startsWith('write') });
    const { socket, said } = await client();
    for (const request of ['read 1', 'write 1', 'read 2']) {
      const before = said();
      socket.write(request);
      await waitFor('the answer', () => said() === before + request, SOON);
    }
    const closed = once(socket, 'close');
    socket.write('write 2');
    await closed;
    expect(echo.heard).toBe('read 1write 1read 2write 2');
    expect(said()).not.toContain('write 2');
    expect(proxy.lost).toBe(1);
  });
});
