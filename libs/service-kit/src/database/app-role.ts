import type { QueryRunner } from 'typeorm';

/** The role a service works as, from inside a migration: migrations run as `<service>_owner`, services as `<service>_app`. */
export async function appRole(runner: QueryRunner): Promise<string> {
  const [row] = (await runner.query(`select quote_ident(replace(current_user, '_owner', '_app')) as role`)) as [
    { role: string },
  ];
  return row.role;
}
