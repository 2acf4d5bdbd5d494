using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace IncidentDesk.Storage.Sqlite;

/// <summary>Tells a store that fails from a statement that is wrong, in words the product knows.</summary>
internal static class SqliteOutage
{
    public static Exception Explain(Exception cause) => cause switch
    {
        SqliteException { SqliteErrorCode: SQLITE_BUSY or SQLITE_LOCKED } => new OverloadedException(cause),
        SqliteException
        {
            SqliteErrorCode: SQLITE_FULL or SQLITE_IOERR or SQLITE_CORRUPT or SQLITE_NOTADB or SQLITE_CANTOPEN or SQLITE_READONLY
                or SQLITE_NOMEM or SQLITE_PROTOCOL,
        } => new StorageOutageException(cause),
        _ => cause,
    };
}
