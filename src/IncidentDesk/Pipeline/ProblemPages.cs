using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IncidentDesk.Pipeline.Access;

namespace IncidentDesk.Pipeline;

/// <summary><c>GET /problems/{word}</c>: what the type of a problem means, for the person who follows the link.</summary>
internal static class ProblemPages
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/problems/{word}", (HttpRequest request, string word) => Explain(request, word))
            .OpenToAll().ExcludeFromDescription();

    private static IResult Explain(HttpRequest request, string word)
    {
        if (!ProblemWords.Words.TryGetValue(word, out var meaning))
            return Results.StatusCode(StatusCodes.Status404NotFound);
        return request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? Results.Content(Page(word, meaning), "text/html; charset=utf-8", Encoding.UTF8)
            : Results.Text(JsonSerializer.Serialize(new
            {
                Type = "/problems/" + word, meaning.Status, meaning.Title, meaning.TitleVi, meaning.Detail, meaning.DetailVi,
            }, Json.Options), "application/json; charset=utf-8", Encoding.UTF8);
    }

    private static string Page(string word, ProblemWords.Meaning meaning)
    {
        var html = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);
        return $"""
            <!doctype html>
            <html lang="vi">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{word} · IncidentDesk</title></head>
            <body><main>
            <h1>{html.Encode(meaning.TitleVi)}</h1>
            <p>{html.Encode(meaning.DetailVi)}</p>
            <section lang="en"><h2>{html.Encode(meaning.Title)}</h2>
            <p>{html.Encode(meaning.Detail)}</p></section>
            <p><code>{word}</code> · HTTP {meaning.Status}</p>
            </main></body>
            </html>
            """;
    }
}
