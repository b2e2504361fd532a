import { inSnakeCase } from "./credentials";

/** Names that say whose login to a database it is: PGUSER, POSTGRES_USER, db-username, services.postgres.user. */
const LOGIN_NAME =
  /^pguser$|(?:^|_)(?:pg|postgres(?:ql)?|psql|db|database|sql)_(?:\w+_)?(?:user(?:_?name)?|login|uid)$/;
/** Names of the server: PGHOST, POSTGRES_HOST, services.postgres.host. */
const HOST_NAME =
  /^pghost(?:addr)?$|(?:^|_)(?:pg|postgres(?:ql)?|psql|db|database|sql)_(?:\w+_)?(?:host(?:_?name)?|server|service_name)$/;
/** Names of texts that hold a login beside other things: DATABASE_URL, connectionString, backend-store. */
const ADDRESS_NAME =
  /(?:^|_)(?:dsn|conn(?:ection)?_?str(?:ing)?|(?:\w*store|(?:database|db|postgres(?:ql)?|pg|sql\w*|backend|metadata|tracking)_?(?:url|uri|address))(?:_?(?:url|uri))?)$/;
/** Names of groups of values that a database's may be in. */
const DATABASE = /postgres|psql|(?:^|_)pg|database|(?:^|_)db(?:_|$)|sql|store|dsn|conn|env/;
/** What tells that a text is about PostgreSQL. */
const POSTGRES = /postgres|psql|libpq|\bpg[a-z_]*\b|:5432\b/i;

/** Whether what is called so is a login to a database. */
export function namesDatabaseLogin(name: string): boolean {
  return LOGIN_NAME.test(inSnakeCase(name));
}

/** Whether what is called so may hold a login to a database among other things. */
export function namesDatabaseAddress(name: string): boolean {
  return ADDRESS_NAME.test(inSnakeCase(name));
}

export function namesDatabaseHost(name: string): boolean {
  return HOST_NAME.test(inSnakeCase(name));
}

/** Whether something unknown of that name may say how to sign in to a database. */
export function mayHoldDatabase(name: string): boolean {
  return DATABASE.test(inSnakeCase(name));
}

/**
 * Whether the text signs in to PostgreSQL with that login: an address (`postgresql://LOGIN:...@`), the words of a connection
 * (`user=LOGIN`, `User Id=LOGIN`, `user: LOGIN`) or a command line (`psql -U LOGIN`, `--postgres_user LOGIN`). A login may be
 * followed by the server's name, as the old single server wanted it.
 */
export function signsInAs(text: string, login: string): boolean {
  if (!text.toLowerCase().includes(login.toLowerCase())) return false;
  const name = login.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const end = String.raw`(?=$|[\s"'@:;,&|)?/])`;
  const address = String.raw`postgres(?:ql)?(?:\+\w+)?://${name}[:@]`;
  const word = String.raw`(?:^|[\s"'?&;{,_-])(?:user(?:[_ -]?(?:name|id))?|uid|login|role)["']?\s{0,8}[=:\s]\s{0,8}["']?${name}${end}`;
  const flag = String.raw`(?:^|\s)(?:-U\s{0,8}|--\w[\w-]*user(?:name)?[=\s]\s{0,8})["']?${name}${end}`;
  if (new RegExp(address, "i").test(text)) return true;
  return POSTGRES.test(text) && new RegExp(`${word}|${flag}`, "i").test(text);
}
