using System.Data.Common;
using Dapper;

namespace IncidentDesk.Storage;

/// <summary>A durable transaction: all of it is there after the answer, or none of it.</summary>
public class Transaction(DbConnection connection, DbTransaction? transaction) : Reading(connection, transaction)
{
    /// <summary>Changes rows and says how many. On SQLite the command is prepared once and kept.</summary>
    public virtual Task<int> ExecuteAsync(string sql, object? parameters = null) =>
        Connection.ExecuteAsync(sql, parameters, Underlying);
}
