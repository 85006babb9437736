import { Problem, type Scope } from '@satudata/service-kit';

/** Is the region the scope's own, or below it? Codes have fixed widths, so a region's code begins with those above. */
function covers(scope: Scope, code: string): boolean {
  return scope.regions.some((region) => code === region || code.startsWith(`${region}.`));
}

/** @throws Problem `outside-region` that names the regions asked for and those allowed; `forbidden` when none is */
export function requireInScope(regions: readonly string[], scope: Scope): void {
  if (scope.regions.length === 0) throw new Problem('forbidden');
  const outside = regions.filter((code) => !covers(scope, code));
  if (outside.length === 0) return;
  const asked = outside.slice(0, 5).join(', ');
  const allowed = scope.regions.join(', ');
  throw new Problem('outside-region', {
    detail: {
      id: `Wilayah ${asked} di luar kewenangan Anda (${allowed}).`,
      en: `Region ${asked} lies outside your scope (${allowed}).`,
    },
    more: { regions: outside, scope: scope.regions },
  });
}
