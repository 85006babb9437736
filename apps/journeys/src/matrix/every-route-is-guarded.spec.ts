import { developmentClient } from '@satudata/testing';
import { resigned } from '../offices/resigned-token.js';
import { described, routesOf, SERVICES } from '../openapi/described-routes.js';
import { runningPlatform, urlOf } from '../platform/running-platform.js';
import { CLIENT_CLASSES, claimsOf, REACHES, type ClientClass, type Reach } from './client-classes.js';
import { preparePlace, type Place } from './place.js';
import { readExpectations } from './read-expectations.js';
import { REQUESTS } from './requests.js';

const EXPECTATIONS = readExpectations();
let place: Place;
let base: string;

beforeAll(async () => {
  place = await preparePlace();
  base = await developmentClient(runningPlatform(), 'operator', 'consolidation')();
}, 60_000);

/** What a class of client is answered: the status, or `nothing` of what only the region's own may see. */
async function answerTo(name: ClientClass, reach: Reach, service: string, route: string): Promise<string> {
  const claims = claimsOf(name, service, reach);
  const ask = REQUESTS[service]?.[route];
  if (!ask) throw new Error(`the matrix knows no request for ${route} of ${service}`);
  const { path, body, headers, mark } = ask(place);
  const response = await fetch(urlOf(service) + path, {
    method: route.split(' ')[0] ?? '',
    headers: { ...headers, ...(claims && { authorization: `Bearer ${await resigned(base, claims)}` }) },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  return response.ok && mark !== undefined && !text.includes(mark) ? 'nothing' : String(response.status);
}

it.each(SERVICES)('every route that %s describes has its row, and no row speaks of another', async (service) => {
  const routes = routesOf(await described(service)).map(({ method, path }) => `${method} ${path}`);
  const rows = EXPECTATIONS.filter((row) => row.service === service).map(({ route }) => route);
  expect(rows.sort()).toEqual(routes.sort());
});

it('every class of client has its column', () => {
  for (const { answers } of EXPECTATIONS) expect(Object.keys(answers)).toEqual(CLIENT_CLASSES);
});

describe.each(SERVICES)('As is written, %s answers', (service) => {
  it.each(EXPECTATIONS.filter((row) => row.service === service))('$route', async ({ route, answers }) => {
    const answered: Record<string, string[]> = {};
    for (const name of CLIENT_CLASSES) {
      answered[name] = await Promise.all(REACHES.map((reach) => answerTo(name, reach, service, route)));
    }
    expect(answered).toEqual(answers);
  });
});
