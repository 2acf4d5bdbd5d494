using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace IncidentDesk.Pipeline;

/// <summary>What a JSON value must look like to become a value of one type; made once per type, walked once per body.</summary>
internal abstract class Shape
{
    private static readonly ConcurrentDictionary<Type, Shape> Known = new()
    {
        [typeof(string)] = new TextShape(),
        [typeof(bool)] = new FlagShape(),
        [typeof(int)] = new WholeNumberShape(int.MinValue, int.MaxValue, number => (int)number),
        [typeof(long)] = new WholeNumberShape(long.MinValue, long.MaxValue, number => number),
        [typeof(decimal)] = new DecimalShape(),
        [typeof(DateTimeOffset)] = new InstantShape(),
        [typeof(DateOnly)] = new DateShape(),
        [typeof(Guid)] = new IdShape(),
        [typeof(JsonElement)] = new AnyShape(),
    };

    /// <summary>
    /// Reads the value whose first token the reader stands on and leaves it on its last; null when it was refused, with the
    /// reason in the walk.
    /// </summary>
    public abstract object? Read(ref Utf8JsonReader json, Walk walk);

    public static Shape Of(Type type) => Known.TryGetValue(type, out var known) ? known : Known.GetOrAdd(type, Make(type));

    protected static object? Wrong(ref Utf8JsonReader json, Walk walk, Kind kind)
    {
        walk.Refuse("wrong-type", kind);
        json.Skip();
        return null;
    }

    private static Shape Make(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Of(inner);
        if (ItemOf(type) is { } item)
            return (Shape)Activator.CreateInstance(typeof(ListShape<>).MakeGenericType(item), Of(item))!;
        if (type.IsClass && !type.IsAbstract && type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).Length > 0)
            return new ObjectShape(type);
        throw new NotSupportedException($"No JSON shape for {type}: bodies are records, lists, text, numbers, true/false, instants, dates and ids.");
    }

    private static Type? ItemOf(Type type)
    {
        if (type.IsArray)
            return type.GetElementType();
        return type.IsGenericType && type.IsInterface && type.IsAssignableFrom(type.GetGenericArguments()[0].MakeArrayType())
            ? type.GetGenericArguments()[0]
            : null;
    }
}

internal static class ShapeOf<T>
{
    public static readonly Shape Shape = Shape.Of(typeof(T));
}
