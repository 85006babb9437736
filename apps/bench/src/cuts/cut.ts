import type { TcpProxy } from '@satudata/testing';
import type { Rig } from '../faults/rig/rig.js';

export const CUTS = ['connection', 'service', 'database'] as const;
export type Cut = (typeof CUTS)[number];

/** One interruption of a batch under way; resolves when what was hit is back. */
export async function strike(cut: Cut, rig: Rig, road: TcpProxy): Promise<void> {
  switch (cut) {
    case 'connection':
      return road.cut();
    case 'service': {
      const registry = rig.first('population-registry');
      registry.kill();
      return registry.ready();
    }
    case 'database':
      return rig.source.stopImmediately();
  }
}
