using IncidentDesk.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncidentDesk.Load;

/// <summary>
/// The bare minimum in the same shape: Kestrel takes the body, the same storage writes the same rows into the same tables and indexes,
/// and 201 is answered after the commit. No key is looked at, nothing is validated, triaged or rendered, no loop follows.
/// </summary>
public static class Baseline
{
    public static async Task<int> ServeAsync(string directory, int writesPerCommit)
    {
        await using var database = await Database.OpenAsync(
            new StorageOptions { Connection = Path.Combine(directory, "desk.db"), MostWritesPerCommit = writesPerCommit },
            TimeProvider.System, CancellationToken.None);
        await Migrations.ApplyAsync(database, CancellationToken.None);
        var rows = await TemplateRows.ReadAsync(Path.Combine(directory, "template.db"), database);

        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var server = builder.Build();
        server.MapPost("/api/v1/reports", async (HttpContext http) =>
        {
            var body = new byte[http.Request.ContentLength ?? 0];
            await http.Request.Body.ReadExactlyAsync(body, http.RequestAborted);
            var (report, statements) = rows.Next();
            await database.WriteAsync(async transaction =>
            {
                foreach (var (sql, parameters) in statements)
                    await transaction.ExecuteAsync(sql, parameters);
            }, CancellationToken.None);
            http.Response.StatusCode = StatusCodes.Status201Created;
            http.Response.Headers.Location = $"/api/v1/incidents/{report}";
            await http.Response.WriteAsync(rows.Answer, http.RequestAborted);
        });
        await server.StartAsync();
        Console.WriteLine(server.Urls.First());
        await server.WaitForShutdownAsync();
        return 0;
    }
}
