import type { Server } from 'node:http';
import { Body, Controller, Get, Module, Post, Query } from '@nestjs/common';
import { Note, openNotebook, serve, type OpenNotebook } from '@satudata/testing';
import { Allow, Public } from './access/access.js';
import { ServiceConfig } from './config/service-config.js';

let notebook: OpenNotebook;
beforeAll(async () => void (notebook = await openNotebook()));
afterAll(() => notebook?.close());

function boot(controller: new () => object, DATABASE_URL = notebook.database.appUrl) {
  @Module({ controllers: [controller] })
  class Faulty {}
  const definition = { name: 'faulty', module: Faulty, config: ServiceConfig };
  return serve(definition, { DATABASE_URL, OIDC_ISSUER: notebook.issuer.url });
}

describe('a service that could do harm does not boot', () => {
  it('because a route says nothing of access', async () => {
    @Controller('notes')
    class Silent {
      @Get()
      read(): void {}

      @Get('open')
      @Public('nothing here')
      open(): void {}
    }
    await expect(boot(Silent)).rejects.toThrow('routes that may not be served: Silent.read declares no access');
  });

  it('because a route answers personal data and nothing would write down who read them', async () => {
    @Controller('notes')
    class Untraced {
      @Get()
      @Allow('note:read', { reads: ['identity'] })
      read(): void {}
    }
    await expect(boot(Untraced)).rejects.toThrow('Untraced.read answers personal data, but the service keeps no trail');
  });

  it('because a body lost its class, so that nothing would check it', async () => {
    @Controller('notes')
    class Untyped {
      @Post()
      @Allow('note:write')
      write(@Body() _note: Pick<Note, 'nik'>): void {}
    }
    await expect(boot(Untyped)).rejects.toThrow('Untyped.write lost the class of its body');
  });

  it('because a query lost its class', async () => {
    @Controller('notes')
    class Untyped {
      @Get()
      @Allow('note:read')
      read(@Query() _search: Record<string, string>): void {}
    }
    await expect(boot(Untyped)).rejects.toThrow('Untyped.read lost the class of its query');
  });

  it('because its route inherits no access from the class it extends', async () => {
    class Base {
      @Get('inherited')
      read(): void {}
    }
    @Controller('notes')
    class Inheriting extends Base {}
    await expect(boot(Inheriting)).rejects.toThrow('Inheriting.read declares no access');
  });

  it('because its database is not there', async () => {
    @Controller('notes')
    class Fine {}
    await expect(boot(Fine, 'postgres://nobody@127.0.0.1:1/nothing')).rejects.toThrow(/ECONNREFUSED/);
  });
});

describe('a service that is sent a long batch', () => {
  it('sets no limit on the whole request, only on silence', () => {
    const { requestTimeout, timeout } = notebook.service.app.getHttpServer() as Server;
    expect({ requestTimeout, timeout }).toEqual({ requestTimeout: 0, timeout: 120_000 });
  });
});

describe('the description of a service', () => {
  interface OpenApi {
    readonly openapi: string;
    readonly paths: Record<string, Record<string, { responses: object; security?: object[]; requestBody?: object }>>;
    readonly components: { schemas: Record<string, { properties: Record<string, unknown>; required: string[] }> };
  }
  const read = async () => (await (await fetch(`${notebook.service.url}/openapi.json`)).json()) as OpenApi;

  it('is OpenAPI 3.1 with every address, and none of the housekeeping', async () => {
    const { openapi, paths } = await read();
    expect(openapi).toMatch(/^3\.1\./);
    expect(
      Object.entries(paths).flatMap(([path, verbs]) => Object.keys(verbs).map((verb) => `${verb} ${path}`)),
    ).toEqual([
      'post /v1/notes',
      'get /v1/notes',
      'get /v1/notes/{nik}',
      'put /v1/notes/{nik}',
      'get /v1/untraced',
      'post /v1/uploads',
      'get /v1/slow',
      'get /.well-known/jwks.json',
      'get /v1/trail/export',
    ]);
  });

  it('tells of each record every field, its pattern and its words', async () => {
    const { Note: note } = (await read()).components.schemas;
    expect(note?.required).toEqual(['nik', 'name', 'region']);
    expect(note?.properties['nik']).toMatchObject({ type: 'string', pattern: '^[0-9]{16}$' });
    expect(JSON.stringify(note?.properties['nik'])).toContain('NIK warga');
  });

  it('tells of the operation that each address needs, and of the problems it may answer', async () => {
    const { paths } = await read();
    const add = paths['/v1/notes']?.['post'];
    expect(add).toMatchObject({ 'x-operation': 'note:write', security: [{ bearer: [] }] });
    expect(Object.keys(add?.responses ?? {}).sort()).toEqual([
      '201',
      '400',
      '401',
      '403',
      '413',
      '415',
      '422',
      'default',
    ]);
    const slow = paths['/v1/slow']?.['get'];
    expect(slow?.security).toBeUndefined();
    expect(Object.keys(slow?.responses ?? {}).sort()).toEqual(['200', '400', 'default']);
  });

  it('tells which personal data an address answers, and that it asks what for', async () => {
    const { paths } = await read();
    expect(paths['/v1/notes/{nik}']?.['get']).toMatchObject({
      'x-personal-data': ['identity'],
      parameters: expect.arrayContaining([
        expect.objectContaining({ name: 'Purpose', in: 'header', required: true, schema: expect.anything() }),
      ]) as unknown,
    });
    expect(JSON.stringify(paths['/v1/notes/{nik}']?.['put'])).not.toContain('Purpose');
  });

  it('names the media types of a streamed body', async () => {
    const { paths } = await read();
    expect(paths['/v1/uploads']?.['post']?.requestBody).toMatchObject({ content: { 'application/x-ndjson': {} } });
  });

  it('can be read as a page', async () => {
    const page = await fetch(`${notebook.service.url}/docs`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const scripts = [...(await page.text()).matchAll(/(?:src|href)="(\.[^"]+)"/g)].map(([, path]) => path ?? '');
    expect(scripts.length).toBeGreaterThan(2);
    for (const path of scripts) {
      expect((await fetch(new URL(path, `${notebook.service.url}/docs`))).status).toBe(200);
    }
  });
});
