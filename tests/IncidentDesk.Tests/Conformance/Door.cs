using System.Text.RegularExpressions;
using IncidentDesk.Harness;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentDesk.Tests.Conformance;

/// <summary>A door as a running desk has it: a method and a route.</summary>
internal sealed partial record Door(string Method, string Route, RouteEndpoint Endpoint)
{
    public static IReadOnlyList<Door> Of(Desk desk) =>
        [.. desk.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"])
                .Select(method => new Door(method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'), endpoint)))];

    public bool IsApi => Route.StartsWith("/api/", StringComparison.Ordinal);

    /// <summary>The names of its parameters, without their constraints.</summary>
    public IReadOnlyList<string> Parameters => [.. Parameter().Matches(Route).Select(found => found.Groups[1].Value)];

    /// <summary>The address with every parameter filled in alike.</summary>
    public string At(string id) => At(_ => id);

    /// <summary>The address with each parameter filled in by its name.</summary>
    public string At(Func<string, string> value) => Parameter().Replace(Route, found => Uri.EscapeDataString(value(found.Groups[1].Value)));

    public override string ToString() => $"{Method} {Route}";

    [GeneratedRegex(@"{\*{0,2}([^}:]+)[^}]*}")]
    private static partial Regex Parameter();
}
