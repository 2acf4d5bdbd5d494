using System.Data;
using System.Reflection;
using Dapper;

namespace IncidentDesk.Storage.Rows;

/// <summary>How Dapper reads rows: instants from whole numbers, ids from text, positional records by the names of their columns.</summary>
internal static class RowMapping
{
    private static readonly Lazy<bool> Installed = new(() =>
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        // Dapper looks at its own map of types first: what is still in there never reaches a handler.
        foreach (var type in new[] { typeof(DateTimeOffset), typeof(DateTimeOffset?), typeof(Guid), typeof(Guid?) })
            SqlMapper.RemoveTypeMap(type);
        SqlMapper.AddTypeHandler(typeof(DateTimeOffset), new Stored<DateTimeOffset>(
            value => DateTimeOffset.FromUnixTimeMilliseconds((long)value)));
        SqlMapper.AddTypeHandler(typeof(Guid), new Stored<Guid>(value => Guid.ParseExact((string)value, "D")));
        SqlMapper.TypeMapProvider = row => Positional(row) is { } constructor ? new RecordMap(row, constructor) : new DefaultTypeMap(row);
        return true;
    });

    public static void Install() => _ = Installed.Value;

    private static ConstructorInfo? Positional(Type row)
    {
        var constructors = row.GetConstructors();
        return constructors.Length == 1 && constructors[0].GetParameters().Length > 0 ? constructors[0] : null;
    }

    private sealed class Stored<T>(Func<object, T> read) : SqlMapper.ITypeHandler where T : struct
    {
        public object? Parse(Type destinationType, object value) => value is DBNull ? null : read(value);

        public void SetValue(IDbDataParameter parameter, object value) =>
            throw new NotSupportedException("Values go in through Arguments.");
    }

    /// <summary>
    /// Dapper's own map compares column types too, and SQLite gives an expression whatever type its first row has: here the
    /// names decide, and a query that does not fit its record is told so in words.
    /// </summary>
    private sealed class RecordMap(Type row, ConstructorInfo constructor) : SqlMapper.ITypeMap
    {
        private readonly DefaultTypeMap plain = new(row);

        public ConstructorInfo FindConstructor(string[] names, Type[] types)
        {
            var members = constructor.GetParameters().Select(parameter => parameter.Name!).ToArray();
            if (names.Length == members.Length && names.Zip(members).All(pair => Same(pair.First, pair.Second)))
                return constructor;
            throw new InvalidOperationException(
                $"{row.Name} ({string.Join(", ", members)}) cannot be read from the columns {string.Join(", ", names)}: they must be the same, in the same order.");
        }

        public ConstructorInfo? FindExplicitConstructor() => null;

        public SqlMapper.IMemberMap? GetConstructorParameter(ConstructorInfo constructor, string columnName) =>
            plain.GetConstructorParameter(constructor, columnName);

        public SqlMapper.IMemberMap? GetMember(string columnName) => plain.GetMember(columnName);

        private static bool Same(string column, string member) =>
            string.Equals(column.Replace("_", "", StringComparison.Ordinal), member, StringComparison.OrdinalIgnoreCase);
    }
}
