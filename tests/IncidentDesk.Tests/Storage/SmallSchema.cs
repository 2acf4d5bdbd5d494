namespace IncidentDesk.Tests.Storage;

/// <summary>Two tables that are enough to show what a store must keep.</summary>
internal static class SmallSchema
{
    public static Dictionary<string, string> Texts { get; } = new()
    {
        ["0001_things.sql"] =
            """
            -- A comment; with a semicolon, and a quote: it's nothing.
            CREATE TABLE desk_facts (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
            /* Another; one. */
            CREATE TABLE things (
                id TEXT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                seen_at BIGINT NOT NULL,
                ended_at BIGINT,
                version BIGINT NOT NULL CHECK (version > 0)
            );
            CREATE TABLE parts (
                thing_id TEXT NOT NULL REFERENCES things (id),
                word TEXT NOT NULL DEFAULT 'a;b--c'
            );
            """,
        ["0002_queue.sqlite.sql"] = Queue + "CREATE INDEX queue_due ON queue (due_at) WHERE state = 'queued';",
        ["0002_queue.postgres.sql"] = Queue + "CREATE INDEX queue_due ON queue (due_at) INCLUDE (id) WHERE state = 'queued';",
    };

    private const string Queue =
        "CREATE TABLE queue (id BIGINT NOT NULL PRIMARY KEY, state TEXT NOT NULL, due_at BIGINT NOT NULL, token TEXT, attempts BIGINT NOT NULL);\n";
}

internal sealed record Thing(Guid Id, string Name, DateTimeOffset SeenAt, DateTimeOffset? EndedAt, long Version);
