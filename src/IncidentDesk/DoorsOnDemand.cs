using Microsoft.AspNetCore.Routing.Patterns;

namespace IncidentDesk;

/// <summary>
/// A door is wired when somebody first knocks at it. The framework would compile all of them at the first request of the process, which is most of the
/// time that a start takes: there are hundreds, and a day uses a few dozen. What describes a door is there from the beginning.
/// </summary>
/// <remarks>They stand in the namespace that all rooms share, so that they are found before the framework's own of the same name.</remarks>
internal static class DoorsOnDemand
{
    public static RouteHandlerBuilder MapGet(this IEndpointRouteBuilder doors, string pattern, Delegate handler) => Map(doors, HttpMethods.Get, pattern, handler);

    public static RouteHandlerBuilder MapPost(this IEndpointRouteBuilder doors, string pattern, Delegate handler) => Map(doors, HttpMethods.Post, pattern, handler);

    public static RouteHandlerBuilder MapPut(this IEndpointRouteBuilder doors, string pattern, Delegate handler) => Map(doors, HttpMethods.Put, pattern, handler);

    public static RouteHandlerBuilder MapDelete(this IEndpointRouteBuilder doors, string pattern, Delegate handler) => Map(doors, HttpMethods.Delete, pattern, handler);

    private static RouteHandlerBuilder Map(IEndpointRouteBuilder doors, string method, string pattern, Delegate handler)
    {
        RequestDelegateFactoryOptions Options(EndpointBuilder builder) => new()
        {
            ServiceProvider = builder.ApplicationServices,
            RouteParameterNames = RoutePatternFactory.Parse(pattern).Parameters.Select(parameter => parameter.Name),
            DisableInferBodyFromParameters = method == HttpMethods.Get || method == HttpMethods.Delete,
            EndpointBuilder = builder,
        };
        Lazy<RequestDelegate>? wired = null;
        var door = doors.MapMethods(pattern, [method], http => wired!.Value(http));
        door.Add(builder =>
        {
            builder.Metadata.Add(handler.Method);
            var known = RequestDelegateFactory.InferMetadata(handler.Method, Options(builder));
            wired = new(() => RequestDelegateFactory.Create(handler, Options(new RouteEndpointBuilder(null, RoutePatternFactory.Parse(pattern), 0) { ApplicationServices = builder.ApplicationServices }), known).RequestDelegate);
        });
        return new RouteHandlerBuilder([door]);
    }
}
