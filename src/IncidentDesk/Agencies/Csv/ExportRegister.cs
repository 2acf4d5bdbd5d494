using System.Security.Cryptography;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Agencies.Csv;

/// <summary>A register as a file for a spreadsheet: what the lists show the caller, and no line more.</summary>
public static class ExportRegister
{
    public sealed record Query(string Register) : IRequest<byte[]>;

    public sealed class Handler(Database database, Caller caller, AuditBook book) : IRequestHandler<Query, byte[]>
    {
        public async Task<byte[]> Handle(Query query, CancellationToken cancellation)
        {
            var register = Register.Of(query.Register);
            var (file, sum) = await WriteAsync(database, register, register.WallOf(caller), cancellation);
            book.Taken(caller, register.Noun + ".export", register.Word, "exported", sum);
            return file;
        }
    }

    /// <summary>All of it, at the machine.</summary>
    public static async Task<byte[]> RunAsync(Database database, Register register, DateTimeOffset now, CancellationToken cancellation)
    {
        var (file, sum) = await WriteAsync(database, register, "1 = 1", cancellation);
        await database.WriteAsync(transaction => AuditTrail.AppendAsync(
            transaction, Actor.Desk.Word, register.Noun + ".export", register.Word, $"exported {sum}", now), cancellation);
        return file;
    }

    /// <param name="wall">What of it the actor may see.</param>
    /// <returns>The file, and how many lines it has with their sum.</returns>
    private static async Task<(byte[] File, string Sum)> WriteAsync(Database database, Register register, string wall, CancellationToken cancellation)
    {
        var rows = await database.ReadAsync(reading => register.StandingAsync(reading, wall), cancellation);
        var file = CsvText.Write(register.Columns, rows.Select(row => row.Cells));
        return (file, $"{rows.Count} {Convert.ToHexStringLower(SHA256.HashData(file))}");
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        foreach (var word in Register.Words)
        {
            var door = doors.MapGet($"/{word}/export", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
                {
                    QueryString.Of(http.Request).Done();
                    var file = await sender.Send(new Query(word), cancellation);
                    http.Response.Headers.CacheControl = "no-store";
                    return Results.File(file, "text/csv; charset=utf-8", $"{word}.csv");
                })
                .Produces(StatusCodes.Status200OK, contentType: "text/csv").WithSummary($"The {word} as a table (CSV)").Needs(Scopes.Report, Scopes.Read, Scopes.Admin);
            // In it stand telephones and mail addresses, the safe ones too.
            if (word == "agencies")
                door.NeedsFreshProof();
        }
    }
}
