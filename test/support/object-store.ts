// A stand-in of an S3-compatible store: keeps objects in memory and refuses whatever is not signed with its key.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signedHeaders } from '../../src/channels/object-store/signature.ts';

const BUCKET = 'evidence-1';
const KEY = {
  keyId: 'AKIDEXAMPLE',
  secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  region: 'ap-beijing',
};

export async function startObjectStore() {
  const objects = new Map<string, Buffer>();
  let failing = 0;
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const answer = (status: number, content: Buffer | string = '') =>
        response.writeHead(status).end(content);
      const path = request.url!;
      if (failing > 0) return answer(failing, '<Error/>');
      if (request.headers.authorization !== expected(request, body))
        return answer(403, 'SignatureDoesNotMatch');
      if (!path.startsWith(`/${BUCKET}/`)) return answer(404, '<Error><Code>NoSuchBucket</Code></Error>');
      if (request.method === 'PUT') objects.set(path, body);
      else if (request.method === 'DELETE') objects.delete(path);
      else if (!objects.has(path)) return answer(404, '<Error><Code>NoSuchKey</Code></Error>');
      else return answer(200, objects.get(path));
      return answer(request.method === 'DELETE' ? 204 : 200);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    settings: { ...KEY, endpoint, bucket: BUCKET },
    objects,
    /** answers everything with this status; 0: as it should */
    fail: (status: number) => {
      failing = status;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function expected(request: IncomingMessage, body: Buffer): string {
  const stamp = String(request.headers['x-amz-date']);
  const at = Date.parse(stamp.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'));
  const url = new URL(request.url!, `http://${request.headers.host}`);
  return signedHeaders({ method: request.method!, url, body, at }, KEY).authorization!;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
