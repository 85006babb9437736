import { developmentClient, Office } from '@satudata/testing';
import { runningPlatform, urlOf } from '../platform/running-platform.js';

/** A development client of the running platform, with a token for one of its services. */
export async function as(client: string, service = 'population-registry'): Promise<Office> {
  return new Office(urlOf(service), await developmentClient(runningPlatform(), client, service)());
}
