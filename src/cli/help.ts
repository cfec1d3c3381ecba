export const help = `plugboard: let the customers of your platform bring their own LLM.

Usage: plugboard <command> [options]

Commands
  serve          Run the server. Migrates the database, checks the keys, then listens.
                 --local  for a first look and for development: what \`npm start\` runs; prints
                          a sign-in link, a curl that answers and, on the very first start,
                          an operator token and one of the tenant demo.
  doctor         Check everything that a start needs, or a running server, and say what to do.
  signin-link    Print a one-time link into the console, for an operator.
                 --tenant <id>         for an administrator of this tenant instead
                 --environment <name>  dev, test or prod; may be repeated; all when left out
                 --role <role>         operator, tenant_admin or user
                 --name <name>         the person's name
  rewrap-keys    Wrap every tenant's key with the primary key version. Safe while serving;
                 if it is cut off, run it again.
                 --status              only show the versions and what depends on them
                 --retire <version>    retire a version that nothing depends on any more
  verify-audit   Walk the audit chains and name the first row that was changed, if any.
                 --tenant <id>         only this tenant's
  verify-ledger  Walk every chain of the ledger and name the first row that was changed, if any.
  why <id>       Tell the whole story of one call, by the x-request-id of its answer.

  --help, --version

All commands but serve speak to the server that runs on the same data directory
(PLUGBOARD_DATA_DIR, .plugboard by default), as the same user; without one doctor looks
at what a start would find, and the others refuse.
Configuration is by environment variables only: see the README.

Exit codes: 0 done; 1 failed, or the audit log or the ledger was changed; 64 wrong usage; 69 no server runs here;
75 another process holds the data directory; 78 the configuration is wrong.
`;
