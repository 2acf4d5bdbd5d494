namespace IncidentDesk.Storage.Postgres;

/// <summary>A server may be set to answer before its disk has: then an acknowledged report can be lost.</summary>
internal static class PostgresDurability
{
    public static async Task<IReadOnlyList<Finding>> InspectAsync(Reading reading)
    {
        var off = await reading.QueryAsync<string>(
            """
            SELECT name FROM pg_settings
            WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off'
            ORDER BY name
            """);
        return
        [
            .. off.Select(name => new Finding("database-not-durable",
                $"PostgreSQL runs with {name} = off: an acknowledged report may be lost. Turn it on.",
                $"PostgreSQL đang chạy với {name} = off: báo cáo đã xác nhận có thể bị mất. Hãy bật lại.", Fatal: true)),
        ];
    }
}
