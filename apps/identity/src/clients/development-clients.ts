import { loadRegions } from '@satudata/regions';
import type { GrantEntry } from './client-register.js';

export interface DevelopmentClient {
  readonly id: string;
  readonly grants: readonly GrantEntry[];
}

const AGREEMENT = 'development';

/** Who asks on a developer's machine: the 15 civil registry offices, planners, and whoever operates the platform. */
export function developmentClients(): DevelopmentClient[] {
  const offices = loadRegions()
    .all('regency')
    .map(({ code }) => ({
      id: `disdukcapil-${code}`,
      grants: [registryOffice(code), storeReader(code)],
    }));
  return [
    ...offices,
    { id: 'planner-province', grants: [planner('18')] },
    { id: 'planner-18.01', grants: [planner('18.01')] },
    { id: 'operator', grants: [operator('consolidation'), operator('population-registry')] },
  ];
}

function registryOffice(regency: string): GrantEntry {
  return {
    service: 'population-registry',
    operations: ['person:write', 'person:read', 'family-card:write', 'batch:read'],
    regions: [regency],
    purposes: ['civil-registration'],
    agreement: AGREEMENT,
  };
}

function planner(region: string): GrantEntry {
  return {
    service: 'planner-api',
    operations: ['observe'],
    regions: [region],
    purposes: ['planning'],
    agreement: AGREEMENT,
  };
}

function storeReader(region: string): GrantEntry {
  return {
    service: 'consolidation',
    operations: ['reconciliation:read', 'batch:read'],
    regions: [region],
    purposes: ['civil-registration'],
    agreement: AGREEMENT,
  };
}

function operator(service: string): GrantEntry {
  return { service, operations: ['operate'], regions: ['18'], purposes: ['operation'], agreement: AGREEMENT };
}
