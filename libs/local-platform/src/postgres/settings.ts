/** Command line settings of the local server; durability (`fsync`, `synchronous_commit`) stays as PostgreSQL ships it. */
export function postgresSettings(host: string, port: number): string[] {
  const settings = {
    listen_addresses: host,
    port: String(port),
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: '128MB',
    // A constraint violation quotes the row, so NIK and names, in its DETAIL and sometimes in the message itself.
    // The server's own log therefore keeps to what the server does; the services log code, constraint and table.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
