import { knock } from '../offices/knock.js';
import { runningPlatform, urlOf } from '../platform/running-platform.js';
import { described, routesOf, SERVICES, type Description, type Route } from './described-routes.js';

const PLACE = { path: /\{(\w+)\}/g, value: '18.01' };

/** Every value of every `$ref`, at any depth. */
function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) =>
    name === '$ref' && typeof child === 'string' ? [child] : referencesIn(child),
  );
}

/** What a JSON Pointer in a reference `#/…` leads to. */
const resolve = (document: unknown, reference: string): unknown =>
  reference
    .replace(/^#\//, '')
    .split('/')
    .reduce((at: unknown, name) => (at as Record<string, unknown> | undefined)?.[name], document);

it('every service of the platform is among those described here', () => {
  expect(Object.keys(runningPlatform().services).sort()).toEqual([...SERVICES].sort());
});

describe.each(SERVICES)('%s describes itself', (service) => {
  let description: Description;
  let routes: Route[];
  beforeAll(async () => {
    description = await described(service);
    routes = routesOf(description);
  });

  it('in OpenAPI 3.1, and on a page for people', async () => {
    expect(description.openapi).toMatch(/^3\.1\.\d+$/);
    expect(description.info).toMatchObject({ title: expect.stringContaining(service), version: expect.any(String) });
    const page = await fetch(`${urlOf(service)}/docs`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringMatching(/<html/i)]);
  });

  it('with references that all lead somewhere, and names for every route that are used once', () => {
    const references = referencesIn(description);
    expect(references.filter((reference) => resolve(description, reference) === undefined)).toEqual([]);
    const names = routes.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('identity, open to everybody who wants a token,', () => {
  it('tells every address that its own metadata name, with what it answers there', async () => {
    const { paths } = await described('identity');
    const metadata = (await (await fetch(`${urlOf('identity')}/.well-known/openid-configuration`)).json()) as object;
    const named = Object.values(metadata)
      .filter(isAddress)
      .map((address) => new URL(address).pathname);
    expect(named.filter((path) => path !== '/').sort()).toEqual(['/jwks', '/token']);
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(named.filter((path) => path !== '/')));
    for (const { path, method, responses } of routesOf(await described('identity'))) {
      const { status } = await knock(urlOf('identity') + path, { method });
      expect([path, Object.keys(responses)]).toEqual([path, expect.arrayContaining([String(status)])]);
    }
  });

  const isAddress = (value: unknown): value is string => typeof value === 'string' && value.startsWith('http');
});

/** Besides identity's own addresses, what everybody may ask. */
const PUBLIC = ['/.well-known/jwks.json'];

it.each(['population-registry', 'consolidation'])(
  'the keys that sign the receipts of %s are for everybody',
  async (service) => {
    const { paths } = await described(service);
    expect(paths['/.well-known/jwks.json']?.['get']).toMatchObject({ responses: { '200': {} } });
    const answer = await fetch(`${urlOf(service)}/.well-known/jwks.json`);
    expect(await answer.json()).toMatchObject({ keys: [{ kty: 'EC', issuer: `urn:satudata:${service}` }] });
  },
);

describe.each(SERVICES.filter((service) => service !== 'identity'))('Every route of %s', (service) => {
  let routes: Route[];
  beforeAll(async () => {
    routes = routesOf(await described(service)).filter(({ path }) => !PUBLIC.includes(path));
  });

  it('is told with its good answer, its refusals as problems, and its parameters', () => {
    expect(routes.length).toBeGreaterThan(0);
    for (const { path, responses, parameters = [], security } of routes) {
      expect(responses).toMatchObject({ '401': {}, '403': {}, default: {} });
      const { 200: answer, 204: nothing, ...refusals } = responses;
      // Either something in one form, or nothing at all.
      expect([path, Object.keys(answer?.content ?? {}).length, nothing?.content]).toEqual([
        path,
        nothing ? 0 : 1,
        undefined,
      ]);
      for (const { content, description } of Object.values(refusals)) {
        expect(Object.keys(content ?? {})).toEqual(['application/problem+json']);
        expect(description).not.toBe('');
      }
      const inPath = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect(inPath).toEqual([...path.matchAll(PLACE.path)].map(([, name]) => name));
      expect(parameters.filter(({ schema }) => schema === undefined)).toEqual([]);
      expect(security).toEqual([{ bearer: [] }]);
    }
  });

  it('that takes a body says in which form and media type', () => {
    for (const { method, requestBody } of routes.filter((route) => ['PUT', 'POST'].includes(route.method))) {
      const forms = Object.entries(requestBody?.content ?? {});
      // JSON first; tables besides, where records come in.
      expect([method, forms[0]?.[0]]).toEqual([method, expect.stringMatching(/json/)]);
      expect(forms.filter(([, { schema }]) => schema === undefined)).toEqual([]);
    }
  });

  it('is there, and closed to strangers', async () => {
    for (const { path, method } of routes) {
      const answer = await knock(urlOf(service) + path.replaceAll(PLACE.path, PLACE.value), { method });
      expect([method, path, answer.status]).toEqual([method, path, 401]);
    }
  });
});
