import type { Request } from 'express';

interface RouterLayer {
  readonly route?: { readonly methods: Readonly<Record<string, boolean>> };
  match(path: string): boolean;
}

/** The verbs that some route answers at this address; empty when the address is unknown. */
export function allowedMethods(request: Request): string[] {
  const { router } = request.app as unknown as { router: { stack: RouterLayer[] } };
  const methods = router.stack
    .filter((layer) => layer.route && layer.match(request.path))
    .flatMap((layer) => Object.keys(layer.route?.methods ?? {}));
  // Express answers HEAD wherever it answers GET.
  const heads = methods.includes('get') ? ['head'] : [];
  return [...new Set([...methods, ...heads].map((method) => method.toUpperCase()))].sort();
}
