using System.Data;
using Dapper;
using IncidentDesk.Storage.Rows;
using Npgsql;

namespace IncidentDesk.Storage.Postgres;

/// <summary>The values of one statement, with their types named, as Npgsql and Dapper take them.</summary>
internal sealed class PostgresStatement : SqlMapper.IDynamicParameters
{
    private readonly List<Argument> arguments = [];

    public PostgresStatement(string sql, object? parameters) => Text = Arguments.Read(sql, parameters, arguments);

    public string Text { get; }

    public void AddParameters(IDbCommand command, SqlMapper.Identity identity) => AddTo(((NpgsqlCommand)command).Parameters);

    public void AddTo(NpgsqlParameterCollection parameters)
    {
        foreach (var argument in arguments)
            parameters.Add(new NpgsqlParameter(argument.Name, argument.Type) { Value = argument.Plain });
    }
}
