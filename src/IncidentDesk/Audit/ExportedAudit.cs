using System.Security.Cryptography;
using System.Text.Json;
using IncidentDesk.Pipeline;
using IncidentDesk.Storage;

namespace IncidentDesk.Audit;

/// <summary>
/// The chain as a file that can be checked anywhere with its key: a row a line, as JSON, and a last line that is sealed itself and says where
/// it ends, so that a shortened file shows.
/// </summary>
public static class ExportedAudit
{
    public sealed record Written(long Rows, string Sum, Broken? Broken);

    /// <summary>Writes what is sealed; the chain is checked on the way.</summary>
    public static async Task<Written> WriteAsync(
        Database database, AuditKeys keys, AuditKey key, Func<string, IReadOnlyList<Anchor>> anchorsOf, string file, DateTimeOffset now,
        IProgress<double> progress, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
        async Task LineAsync<T>(T what)
        {
            byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(what, Json.Options), (byte)'\n'];
            hash.AppendData(line);
            await stream.WriteAsync(line, cancellation);
        }

        AuditRow? last = null;
        var answer = await VerifyAudit.RunAsync(database, keys, anchorsOf, progress, cancellation, async rows =>
        {
            foreach (var row in rows)
                await LineAsync(row);
            last = rows[^1];
        });
        // What was found broken gets no sealed end: nobody may take the file for the whole later.
        if (answer.Broken is null)
            await LineAsync(new Ending(Anchor.Of(key, "export", last?.Seq ?? 0, last?.Hash ?? AuditRow.Beginning, now).Line));
        return new(answer.Rows, Convert.ToHexStringLower(hash.GetHashAndReset()), answer.Broken);
    }

    /// <summary>Checks a file without any desk.</summary>
    public static async Task<VerifyAudit.Answer> VerifyAsync(string file, AuditKeys keys, IProgress<double> progress, CancellationToken cancellation)
    {
        using var reader = new StreamReader(file);
        var check = new ChainCheck(keys, []);
        Anchor? end = null;
        while (await reader.ReadLineAsync(cancellation) is { } line && check.Broken is null)
        {
            // Whatever follows the sealed end was written by somebody else.
            if (end is not null)
                return new("-", check.Seq, After(check.Seq), [], [], 0);
            if (Read<Ending>(line) is { End: { } text })
                end = Anchor.Parse(text);
            else if (!check.Next(Read<AuditRow>(line) is { Id: not null } row ? row : new("-", null, 0, "", "", "", "", null, null, null, null)))
                break;
            progress.Report((double)reader.BaseStream.Position / Math.Max(1, reader.BaseStream.Length));
        }
        // A true anchor of a desk is no end of an export.
        var isEnded = end is { Instance: "export" } && end.IsTrue(keys);
        if (isEnded)
            check.End(end!.Seq, end.Hash, end.Seq);
        return new("-", check.Seq, check.Broken ?? (!isEnded ? Torn(check.Seq) : null), [], [], 0);
    }

    private static T? Read<T>(string line) where T : class
    {
        try
        {
            // To the letter what this program writes: readers differ in what they make of a field that stands twice, or that nobody knows.
            return JsonSerializer.Deserialize<T>(line, Json.Options) is { } read && JsonSerializer.Serialize(read, Json.Options) == line ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Broken Torn(long seq) => new(seq + 1, null,
        $"The file has no sealed end: it was cut after row {seq}, or its end was changed.", $"Tệp không có phần kết đã niêm: bị cắt sau dòng {seq}, hoặc phần kết bị sửa.");

    private static Broken After(long seq) => new(seq + 1, null,
        $"Something follows the sealed end after row {seq}: it was added later.", $"Sau phần kết đã niêm (dòng {seq}) còn nội dung: do người khác thêm vào.");

    private sealed record Ending(string End);
}
