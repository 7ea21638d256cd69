import { type Driver, SqliteDialect } from "kysely";
import type Libsql from "libsql";
import { keepStatements } from "./kept-statements.js";

/**
 * SQLite ends a transaction by itself where the disk is full or fails; to roll it back again is then an error, which would stand in the
 * place of the one that says why. Only a transaction under way is rolled back.
 */
export class EmbeddedDialect extends SqliteDialect {
  readonly #file: Libsql.Database;

  constructor(file: Libsql.Database) {
    super({ database: keepStatements(file) });
    this.#file = file;
  }

  override createDriver(): Driver {
    const driver = super.createDriver();
    const rollBack = driver.rollbackTransaction.bind(driver);
    driver.rollbackTransaction = async (connection) => {
      if (this.#file.inTransaction) await rollBack(connection);
    };
    return driver;
  }
}
