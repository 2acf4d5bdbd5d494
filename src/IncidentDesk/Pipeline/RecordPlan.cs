using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IncidentDesk.Pipeline;

/// <summary>
/// Reads a record type once: constructor parameters first, then settable properties. Required is what cannot be null and has no
/// default: a parameter, or a property marked <c>required</c>. What is marked <c>[JsonIgnore]</c> is no field.
/// </summary>
internal static class RecordPlan
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static (Field[] Fields, Func<object?[], object> Make) Of(Type type)
    {
        var constructor = type.GetConstructors()
            .Where(candidate => candidate.GetParameters() is not [{ ParameterType: var only }] || only != type)
            .MaxBy(candidate => candidate.GetParameters().Length)!;
        var values = Expression.Parameter(typeof(object?[]), "values");
        var fields = new List<Field>();

        var made = Expression.Variable(type, "made");
        var arguments = constructor.GetParameters()
            .Select(parameter => Argument(type, parameter, values, fields)).ToArray();
        var steps = new List<Expression> { Expression.Assign(made, Expression.New(constructor, arguments)) };
        var taken = constructor.GetParameters().Select(parameter => parameter.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (taken.Contains(property.Name) || property.SetMethod is not { IsPublic: true } || Ignored(property))
                continue;
            // Left alone when absent, so that the property keeps its initial value.
            var value = Expression.ArrayIndex(values, Expression.Constant(fields.Count));
            steps.Add(Expression.IfThen(
                Expression.ReferenceNotEqual(value, Expression.Constant(null)),
                Expression.Assign(Expression.Property(made, property), Expression.Convert(value, property.PropertyType))));
            fields.Add(Of(property, property.Name, property.PropertyType,
                property.IsDefined(typeof(RequiredMemberAttribute)) && !Optional(property), null));
        }
        steps.Add(Expression.Convert(made, typeof(object)));
        var make = Expression.Lambda<Func<object?[], object>>(Expression.Block([made], steps), values).Compile();
        return ([.. fields], make);
    }

    private static Expression Argument(Type type, ParameterInfo parameter, ParameterExpression values, List<Field> fields)
    {
        var property = type.GetProperty(parameter.Name!, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
        var initial = parameter.HasDefaultValue && parameter.DefaultValue is { } given
            ? given
            : parameter.ParameterType.IsValueType ? RuntimeHelpers.GetUninitializedObject(Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType) : null;
        if (Nullable.GetUnderlyingType(parameter.ParameterType) is not null && !(parameter.HasDefaultValue && parameter.DefaultValue is not null))
            initial = null;
        if (property is not null && Ignored(property))
            return Expression.Constant(initial, parameter.ParameterType);

        var value = Expression.ArrayIndex(values, Expression.Constant(fields.Count));
        fields.Add(Of(property, parameter.Name!, parameter.ParameterType, !parameter.HasDefaultValue && !Optional(parameter), initial));
        return Expression.Convert(value, parameter.ParameterType);
    }

    private static Field Of(PropertyInfo? property, string name, Type type, bool required, object? initial)
    {
        var wire = property?.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(name);
        return new Field(wire, Encoding.UTF8.GetBytes(wire), Shape.Of(type), required, initial);
    }

    private static bool Ignored(PropertyInfo property) =>
        property.GetCustomAttribute<JsonIgnoreAttribute>() is { Condition: JsonIgnoreCondition.Always };

    private static bool Optional(PropertyInfo property)
    {
        lock (Nullability)
            return Nullability.Create(property).WriteState == NullabilityState.Nullable;
    }

    private static bool Optional(ParameterInfo parameter)
    {
        lock (Nullability)
            return Nullability.Create(parameter).WriteState == NullabilityState.Nullable;
    }
}
