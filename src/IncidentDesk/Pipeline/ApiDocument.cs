using System.Text.Json.Nodes;
using IncidentDesk.Pipeline.Access;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace IncidentDesk.Pipeline;

/// <summary><c>/openapi/v1.json</c> and <c>/docs</c>: every door from its own metadata; the problem answer is described once.</summary>
internal static class ApiDocument
{
    private const string ProblemName = "Problem";

    public static void Add(IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        // Pages are for people.
        options.ShouldInclude = door => door.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        // Slices nest their types, so Command alone would name a hundred of them.
        options.CreateSchemaReferenceId = type => type.Type is { DeclaringType: { } slice, IsGenericType: false }
            ? slice.Name + type.Type.Name
            : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddDocumentTransformer((document, _, _) => Describe(document));
        options.AddOperationTransformer((operation, context, _) =>
        {
            operation.Responses ??= [];
            operation.Responses["default"] = new OpenApiResponseReference(ProblemName, context.Document);
            foreach (var name in context.Description.ActionDescriptor.EndpointMetadata.OfType<QueryNames>().SelectMany(asked => asked.Names))
                (operation.Parameters ??= []).Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Schema = name == "limit" ? Limit() : Text() });
            return Task.CompletedTask;
        });
    });

    public static void Use(WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").OpenToAll();
        app.Use(Fence);
        app.UseSwaggerUI(options =>
        {
            options.RoutePrefix = "docs";
            options.DocumentTitle = "IncidentDesk API";
            options.SwaggerEndpoint("/openapi/v1.json", "IncidentDesk v1");
            options.EnableValidator(null);
        });
    }

    // The page styles itself with attributes; scripts still come from here only, and nothing leaves for another host.
    private static Task Fence(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.StartsWithSegments("/docs", StringComparison.Ordinal))
            http.Response.Headers.ContentSecurityPolicy =
                "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
                + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        return next(http);
    }

    private static Task Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "IncidentDesk",
            Version = "v1",
            Description = "Incident reporting and escalation desk of a province. Bàn tiếp nhận và điều phối sự cố của tỉnh.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes["key"] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "Authorization: Bearer idk_...",
        };
        document.Components.Responses ??= new Dictionary<string, IOpenApiResponse>();
        document.Components.Responses[ProblemName] = new OpenApiResponse
        {
            Description = "Refused (RFC 9457). " + string.Join(", ", ProblemWords.Words.OrderBy(word => word.Value.Status).Select(word => $"{word.Value.Status} {word.Key}")),
            Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = ProblemSchema() } },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
        return Task.CompletedTask;
    }

    private static OpenApiSchema ProblemSchema() => Fields(
        required: ["type", "title", "titleVi", "status", "detail", "detailVi", "traceId"],
        ("type", Text()), ("title", Text()), ("titleVi", Text()),
        ("status", new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" }),
        ("detail", Text()), ("detailVi", Text()), ("traceId", Text()),
        ("code", new OpenApiSchema { Type = JsonSchemaType.String, Description = "A rule code; always there on 409." }),
        ("errors", new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            Items = Fields(required: ["path", "code", "message", "messageVi"],
                ("path", new OpenApiSchema { Type = JsonSchemaType.String, Description = "A JSON Pointer, ?name of a query, or a header's name." }),
                ("code", new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. Faults.Codes.Order(StringComparer.Ordinal).Select(code => (JsonNode)code)] }),
                ("message", Text()), ("messageVi", Text())),
        }),
        ("existing", new OpenApiSchema { Type = JsonSchemaType.Object }),
        ("approval", new OpenApiSchema { Type = JsonSchemaType.Object }));

    private static OpenApiSchema Fields(string[] required, params (string Name, OpenApiSchema Schema)[] fields) => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string>(required),
        Properties = fields.ToDictionary(one => one.Name, IOpenApiSchema (one) => one.Schema),
    };

    private static OpenApiSchema Limit() => new() { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "1", Maximum = "200" };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
}
