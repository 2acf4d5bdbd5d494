using System.Collections;
using System.Collections.Concurrent;
using System.Data;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;

namespace IncidentDesk.Storage.Rows;

/// <summary>One value on its way into a statement, already text or a whole number.</summary>
internal readonly record struct Argument(string Name, DbType Type, object Value)
{
    /// <summary>For those who bind no UTF-8.</summary>
    public object Plain => Value is Utf8Text text ? text.ToString() : Value;
}

/// <summary>
/// Turns the members of an anonymous object into text and whole numbers, the only two things a column holds, and refuses what
/// the engines would store differently or silently never match.
/// </summary>
internal static class Arguments
{
    private static readonly ConcurrentDictionary<Type, Member[]> Shapes = new();

    private sealed record Member(string Name, DbType Type, bool IsList, Func<object, object?> Read);

    /// <summary>Fills <paramref name="into"/> and answers the text to run, in which list members are expanded.</summary>
    public static string Read(string sql, object? parameters, List<Argument> into)
    {
        into.Clear();
        if (parameters is null)
            return sql;
        if (parameters is IEnumerable<KeyValuePair<string, object?>> named)
        {
            foreach (var (name, value) in named)
                sql = Add(sql, name, TypeOf(value), IsList(value?.GetType()), value, into);
            return sql;
        }
        foreach (var member in Shapes.GetOrAdd(parameters.GetType(), Shape))
            sql = Add(sql, member.Name, member.Type, member.IsList, member.Read(parameters), into);
        return sql;
    }

    private static string Add(string sql, string name, DbType type, bool isList, object? value, List<Argument> into)
    {
        if (isList)
            return Expand(sql, name, type, (IEnumerable?)value, into);
        into.Add(new(name, type, Store(name, value)));
        return sql;
    }

    private static object Store(string name, object? value) => value switch
    {
        null => DBNull.Value,
        string or long or Utf8Text => value,
        int number => (long)number,
        Guid id => id.ToString("D"),
        DateTimeOffset instant => instant.ToUnixTimeMilliseconds(),
        _ => throw Refused(name, value.GetType()),
    };

    /// <summary>
    /// <c>IN @ids</c> becomes <c>IN (@ids_0, @ids_1)</c>. The last value is repeated up to a power of two, so that few texts need
    /// to be prepared; an empty list is a set without rows.
    /// </summary>
    private static string Expand(string sql, string name, DbType type, IEnumerable? list, List<Argument> into)
    {
        var first = into.Count;
        foreach (var item in list ?? Array.Empty<object>())
            into.Add(new($"{name}_{into.Count - first}", type, Store(name, item)));
        var count = into.Count - first;
        if (count == 0)
            return Replace(sql, name, type == DbType.Int64 ? "(SELECT CAST(NULL AS BIGINT) WHERE 1 = 0)" : "(SELECT CAST(NULL AS TEXT) WHERE 1 = 0)");
        while ((count & (count - 1)) != 0)
            into.Add(into[^1] with { Name = $"{name}_{count++}" });
        return Replace(sql, name, "(" + string.Join(", ", into.Skip(first).Select(argument => "@" + argument.Name)) + ")");
    }

    private static string Replace(string sql, string name, string list)
    {
        var text = new StringBuilder(sql.Length + list.Length);
        var from = 0;
        for (var at = sql.IndexOf('@' + name, StringComparison.Ordinal); at >= 0; at = sql.IndexOf('@' + name, at + 1, StringComparison.Ordinal))
        {
            var end = at + 1 + name.Length;
            if (end < sql.Length && (char.IsLetterOrDigit(sql[end]) || sql[end] == '_'))
                continue;
            text.Append(sql, from, at - from).Append(list);
            from = end;
        }
        return text.Append(sql, from, sql.Length - from).ToString();
    }

    private static Member[] Shape(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => MemberOf(type, property))];

    private static Member MemberOf(Type type, PropertyInfo property)
    {
        var isList = IsList(property.PropertyType);
        var element = isList ? ElementOf(property.PropertyType) : property.PropertyType;
        var whole = Expression.Parameter(typeof(object));
        var read = Expression.Lambda<Func<object, object?>>(
            Expression.Convert(Expression.Property(Expression.Convert(whole, type), property), typeof(object)), whole);
        return new(property.Name, Kind(property.Name, element), isList, read.Compile());
    }

    private static bool IsList(Type? type) =>
        type is not null && type != typeof(string) && type != typeof(byte[]) && typeof(IEnumerable).IsAssignableFrom(type);

    private static Type ElementOf(Type list) =>
        list.GetInterfaces().Append(list)
            .FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            ?.GetGenericArguments()[0] ?? typeof(object);

    private static DbType TypeOf(object? value) => value is null ? DbType.String
        : Kind("value", IsList(value.GetType()) ? ElementOf(value.GetType()) : value.GetType());

    /// <summary>The type is always named: PostgreSQL cannot guess it from a null.</summary>
    private static DbType Kind(string name, Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type == typeof(string) || type == typeof(Guid) || type == typeof(Utf8Text) || type == typeof(object))
            return DbType.String;
        if (type == typeof(long) || type == typeof(int) || type == typeof(DateTimeOffset))
            return DbType.Int64;
        throw Refused(name, type);
    }

    private static ArgumentException Refused(string name, Type type) => new(
        type == typeof(bool) ? $"@{name} is a bool: a state is a fact with its instant, NULL meaning not yet."
        : type.IsEnum ? $"@{name} is the enum {type.Name}: pass its stored word; SQLite would store a number that matches no word."
        : $"@{name} is a {type.Name}: columns hold text and whole numbers only.", name);
}
