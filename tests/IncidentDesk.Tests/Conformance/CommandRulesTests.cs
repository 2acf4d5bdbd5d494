using System.Reflection;
using FluentValidation;
using IncidentDesk.Harness;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Conformance;

/// <summary>
/// The API's doors judge bodies by their shape too; a page's form comes by the command alone. So whatever a command takes as text has rules of the command's own.
/// </summary>
public sealed class CommandRulesTests
{
    /// <summary>What a provider of identities or a person proves, compared and never kept.</summary>
    private static readonly string[] Compared = ["AdmitIdentity", "Prove"];

    [Test]
    public async Task Every_command_that_keeps_a_text_has_rules_of_its_own()
    {
        await using var desk = await Desk.StartAsync();
        using var scope = desk.Services.CreateScope();
        var bare = typeof(Program).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false, Name: "Command" } && type.GetInterfaces().Any(one => one.Name.StartsWith("IRequest", StringComparison.Ordinal)))
            .Where(type => HasText(type, 0))
            .Where(type => !((IEnumerable<object?>)scope.ServiceProvider.GetServices(typeof(IValidator<>).MakeGenericType(type))).Any())
            .Select(type => type.DeclaringType!.Name)
            .Except(Compared).Order();

        Assert.That(bare, Is.Empty);
    }

    // Below the command itself: its own strings are addresses, its bodies are what people write.
    private static bool HasText(Type type, int depth) => depth < 4 && type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Any(property =>
        depth > 0 && property.PropertyType == typeof(string)
        || (property.PropertyType.Namespace?.StartsWith("IncidentDesk", StringComparison.Ordinal) == true && !property.PropertyType.IsEnum && HasText(property.PropertyType, depth + 1)));
}
