using System.CommandLine;
using IncidentDesk.Advisories;
using IncidentDesk.Agencies.Csv;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Storage;

namespace IncidentDesk.Operations;

/// <summary>export and import: a register to a file and back, and files of known weaknesses, at the machine. A running desk sees the change within two seconds.</summary>
public static class RegisterVerb
{
    public static Command MakeExport(VerbStart start)
    {
        var (register, file) = (Named(Register.Words), new Argument<string>("file") { Description = "A new file. / Tệp mới." });
        var verb = new Command("export", "Write agencies, systems or products to a CSV file. / Xuất cơ quan, hệ thống hoặc sản phẩm ra tệp CSV.") { register, file };
        verb.SetAction((parsed, cancellation) => RunAsync(
            start, (database, _) => ExportAsync(start.Terminal, database, parsed.GetRequiredValue(register), parsed.GetRequiredValue(file), cancellation), cancellation));
        return verb;
    }

    public static Command MakeImport(VerbStart start)
    {
        var register = Named([.. Register.Words, .. KnownWeaknesses.Kinds]);
        var file = new Argument<string>("file") { Description = "A CSV file (UTF-8); for kev the JSON of CISA, for epss the CSV of FIRST. / Tệp CSV (UTF-8); kev: JSON của CISA, epss: CSV của FIRST." };
        var dry = new Option<bool>("--dry-run") { Description = "Say what it would do and write nothing. / Chỉ xem thử." };
        var verb = new Command("import", "Bring in a CSV file of agencies, systems or products (all of it or nothing), or a file of known weaknesses. / Nhập cơ quan, hệ thống, sản phẩm từ tệp CSV, hoặc danh mục lỗ hổng đã biết.") { register, file, dry };
        verb.SetAction((parsed, cancellation) => RunAsync(
            start,
            (database, settings) => KnownWeaknesses.Kinds.Contains(parsed.GetRequiredValue(register))
                ? WeaknessesAsync(start.Terminal, database, parsed.GetRequiredValue(register), parsed.GetRequiredValue(file), cancellation)
                : ImportAsync(start.Terminal, database, parsed.GetRequiredValue(register), parsed.GetRequiredValue(file), settings.Zone.Zone, parsed.GetValue(dry), cancellation),
            cancellation));
        return verb;
    }

    private static Argument<string> Named(IReadOnlyList<string> words)
    {
        var register = new Argument<string>("register") { Description = string.Join(", ", words) };
        register.AcceptOnlyFromAmong([.. words]);
        return register;
    }

    private static async Task<int> RunAsync(VerbStart start, Func<Database, DeskSettings, Task<int>> work, CancellationToken cancellation) =>
        start.Settings() is { } settings ? await start.WithStoreAsync(settings, database => work(database, settings), cancellation) : ExitCodes.Refused;

    private static async Task<int> ExportAsync(Terminal terminal, Database database, string word, string path, CancellationToken cancellation)
    {
        // Opened first: a file that is there is not overwritten, and then nothing is recorded as exported either.
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        var text = await ExportRegister.RunAsync(database, Register.Of(word), TimeProvider.System.GetUtcNow(), cancellation);
        await file.WriteAsync(text, cancellation);
        await terminal.Out.WriteLineAsync($"Written: {Path.GetFullPath(path)}. / Đã ghi: {Path.GetFullPath(path)}.");
        return ExitCodes.Done;
    }

    private static async Task<int> ImportAsync(
        Terminal terminal, Database database, string word, string path, TimeZoneInfo zone, bool isDry, CancellationToken cancellation)
    {
        if (new FileInfo(path) is { Exists: true, Length: > ImportRegister.MostBytes })
            return terminal.Refuse($"{path} is larger than {ImportRegister.MostBytes} bytes: divide it.", $"{path} lớn hơn {ImportRegister.MostBytes} byte: hãy chia nhỏ.");
        try
        {
            var command = new ImportRegister.Command(word, await File.ReadAllBytesAsync(path, cancellation), isDry);
            var answer = await ImportRegister.RunAsync(database, command, Actor.Desk, zone, TimeProvider.System.GetUtcNow(), cancellation);
            foreach (var line in answer.Lines.Where(line => line.Outcome is "added" or "changed"))
                await terminal.Out.WriteLineAsync(
                    $"{line.Number}: {line.Outcome} {line.Key} {string.Join("; ", line.Changes.Select(one => $"{one.Field}: '{one.Old}' -> '{one.New}'"))}".TrimEnd());
            foreach (var line in answer.Lines)
                Say(terminal, line.Errors.Select(fault => fault.Under($"/lines/{line.Number}")));
            await terminal.Out.WriteLineAsync(
                $"""
                {(isDry ? "Dry run" : "Done")}: {answer.Added} added, {answer.Changed} changed, {answer.Unchanged} unchanged, {answer.Refused} refused.
                {(isDry ? "Xem thử" : "Đã nhập")}: thêm {answer.Added}, sửa {answer.Changed}, giữ nguyên {answer.Unchanged}, sai {answer.Refused}.
                """);
            return answer.Refused == 0 ? ExitCodes.Done : ExitCodes.Refused;
        }
        catch (RefusedException refused)
        {
            Say(terminal, refused.Problem.Errors ?? []);
            return terminal.Refuse("Nothing was written.", "Chưa ghi gì.");
        }
    }

    private static async Task<int> WeaknessesAsync(Terminal terminal, Database database, string kind, string path, CancellationToken cancellation)
    {
        if (new FileInfo(path) is { Exists: true, Length: > KnownWeaknesses.MostBytes })
            return terminal.Refuse($"{path} is larger than {KnownWeaknesses.MostBytes} bytes.", $"{path} lớn hơn {KnownWeaknesses.MostBytes} byte.");
        try
        {
            var answer = await ImportWeaknesses.RunAsync(
                database, new(kind, await File.ReadAllBytesAsync(path, cancellation)), Actor.Desk, TimeProvider.System.GetUtcNow(), cancellation);
            await terminal.Out.WriteLineAsync($"Done: {answer.Entries} of {answer.AsOf}. / Đã nhập: {answer.Entries}, ngày {answer.AsOf}.");
            return ExitCodes.Done;
        }
        catch (RefusedException refused)
        {
            Say(terminal, refused.Problem.Errors ?? []);
            return terminal.Refuse("Nothing was written.", "Chưa ghi gì.");
        }
    }

    private static void Say(Terminal terminal, IEnumerable<Fault> faults)
    {
        foreach (var fault in faults)
            terminal.Error.WriteLine($"{fault.Path}: {fault.Message} / {fault.MessageVi}");
    }
}
