import type { LifeEvent } from './decide-life-event.js';

/** The NIKs and KK numbers that a report names: what must be held still while it is decided. */
export function concernedBy({ kind, report }: LifeEvent): { readonly niks: string[]; readonly kks: string[] } {
  const stated = 'cards' in report ? (report.cards ?? []) : [];
  const niks = stated.flatMap(({ members }) => members.map(({ nik }) => nik));
  const kks = stated.map(({ kk }) => kk);
  switch (kind) {
    case 'birth': {
      const { nik, motherNik, fatherNik, kk } = report.child;
      return { niks: known(nik, motherNik, fatherNik), kks: [kk] };
    }
    case 'death':
      return { niks: known(report.nik, report.spouseNik, ...niks), kks };
    case 'stillbirth':
      return { niks: [report.motherNik], kks };
    case 'marriage':
    case 'divorce':
      return { niks: known(report.husbandNik, report.wifeNik, ...niks), kks };
    case 'adoption':
      return { niks: known(report.childNik, report.adoptiveParentNik, ...niks), kks };
    case 'recognition':
      return { niks: known(report.childNik, report.fatherNik), kks };
    case 'name-change':
    case 'correction':
      return { niks: [report.nik], kks };
  }
}

function known(...niks: (string | undefined)[]): string[] {
  return [...new Set(niks.filter((nik) => nik !== undefined))];
}
