using System.CommandLine;
using System.Globalization;
using IncidentDesk.Audit;
using IncidentDesk.Storage;

namespace IncidentDesk.Operations;

/// <summary>audit: verify, export, rekey. Checking changes nothing, also beside a running desk.</summary>
public static class AuditVerb
{
    public static Command Make(VerbStart start) => new("audit", "The record of who did what. / Nhật ký kiểm toán.")
    {
        Verify(start), Export(start), Rekey(start),
    };

    private static Command Verify(VerbStart start)
    {
        var file = new Option<string?>("--file") { Description = "An export instead of the database. / Tệp đã xuất, thay cho cơ sở dữ liệu." };
        var key = Keys();
        var without = new Option<bool>("--without-anchors")
        {
            Description = "Where there can be none yet: after a restore or a rekey, or on a copy. / Khi chưa thể có mốc neo: sau khi khôi phục, đổi khóa, hoặc trên bản sao.",
        };
        var verb = new Command("verify", "Check every sealed row; exit code 1 when something is wrong. / Kiểm tra mọi dòng đã niêm; mã 1 nếu có sai lệch.") { file, key, without };
        verb.SetAction((parsed, cancellation) => parsed.GetValue(file) is { } name
            ? VerifyFileAsync(start.Terminal, name, parsed.GetValue(key) ?? [], cancellation)
            : VerifyAsync(start, parsed.GetValue(key) ?? [], parsed.GetValue(without), cancellation));
        return verb;
    }

    private static Command Export(VerbStart start)
    {
        var file = new Argument<string>("file") { Description = "A new file. / Tệp mới." };
        var key = Keys();
        var verb = new Command("export", "Write the sealed rows to a file that 'verify --file' checks. / Xuất các dòng đã niêm ra tệp.") { file, key };
        verb.SetAction((parsed, cancellation) => ExportAsync(start, parsed.GetRequiredValue(file), parsed.GetValue(key) ?? [], cancellation));
        return verb;
    }

    private static Command Rekey(VerbStart start)
    {
        var verb = new Command(
            "rekey", "Go on with a new key from here; the old one and the old anchors are laid aside. / Tiếp tục với khóa mới; khóa và mốc neo cũ được cất lại.");
        verb.SetAction((_, cancellation) => RekeyAsync(start, cancellation));
        return verb;
    }

    private static Option<string[]> Keys() =>
        new("--key") { Description = "The file of an older key, or of another desk's. / Tệp khóa cũ hoặc của hệ thống khác.", AllowMultipleArgumentsPerToken = true };

    private static Task<int> VerifyAsync(VerbStart start, string[] more, bool withoutAnchors, CancellationToken cancellation) =>
        WithAuditAsync(start, async (settings, database) =>
        {
            var place = AuditPlace.Of(settings);
            var answer = await VerifyAudit.RunAsync(
                database, AuditKeys.Of(place, more), instance => AnchorBook.Of(place, instance), Begin(start.Terminal), cancellation);
            return answer.Broken is null && !withoutAnchors && AnchorBook.IsBeheaded(place, answer.Instance)
                ? start.Terminal.Refuse(
                    $"The {answer.Rows} rows fit, but the newest anchor (the file head) is gone while its days are there: a tail that was cut off with it would not show.",
                    $"{answer.Rows} dòng khớp nhau nhưng mốc neo mới nhất (tệp head) không còn trong khi các mốc theo ngày vẫn có: phần cuối có thể đã bị cắt cùng nó.")
                : Say(start.Terminal, answer, needsAnchors: !withoutAnchors);
        }, cancellation);

    private static async Task<int> VerifyFileAsync(Terminal terminal, string file, string[] more, CancellationToken cancellation)
    {
        try
        {
            return Say(terminal, await ExportedAudit.VerifyAsync(file, new AuditKeys(more.Select(AuditKey.Read)), Begin(terminal), cancellation), needsAnchors: false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return terminal.Refuse(fault.Message, "Không đọc được tệp.");
        }
    }

    private static Task<int> ExportAsync(VerbStart start, string file, string[] more, CancellationToken cancellation) =>
        WithAuditAsync(start, async (settings, database) =>
        {
            var (place, now) = (AuditPlace.Of(settings), TimeProvider.System.GetUtcNow());
            var written = await ExportedAudit.WriteAsync(
                database, AuditKeys.Of(place, more), AuditKey.Read(place.Key), instance => AnchorBook.Of(place, instance), file, now,
                Begin(start.Terminal), cancellation);
            await database.WriteAsync(transaction => AuditTrail.AppendAsync(
                transaction, Actor.Desk.Word, "audit.export", "audit", $"exported {written.Sum}", now), cancellation);
            if (written.Broken is { } broken)
                return start.Terminal.Refuse(broken.Text, broken.TextVi);
            start.Terminal.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"Exported {written.Rows} rows, sha256 {written.Sum}. / Đã xuất {written.Rows} dòng."));
            return ExitCodes.Done;
        }, cancellation);

    private static Task<int> RekeyAsync(VerbStart start, CancellationToken cancellation) =>
        WithAuditAsync(start, async (settings, database) =>
        {
            var place = AuditPlace.Of(settings);
            if (File.Exists(place.Key))
            {
                DataDirectory.Make(place.FormerKeys);
                File.Copy(place.Key, Path.Combine(place.FormerKeys, AuditKey.Read(place.Key).Id + ".key"), overwrite: true);
            }
            var fresh = AuditKey.Make(place.Key);
            AnchorBook.LayAside(place, fresh.Id);
            await database.WriteAsync(transaction => AuditChain.LetTakeOverAsync(transaction, fresh), cancellation);
            start.Terminal.Out.WriteLine(
                $"The audit goes on with key {fresh.Id}. Give every node of this database the file {place.Key}. / Nhật ký kiểm toán tiếp tục với khóa {fresh.Id}. Hãy đặt tệp khóa này vào mọi nút.");
            return ExitCodes.Done;
        }, cancellation);

    // Opened as it is: a check must not be an upgrade.
    private static async Task<int> WithAuditAsync(VerbStart start, Func<DeskSettings, Database, Task<int>> work, CancellationToken cancellation)
    {
        if (start.Settings() is not { } settings)
            return ExitCodes.Refused;
        if (settings.Storage.Engine == "sqlite" && !File.Exists(settings.Storage.Connection))
            return start.Terminal.Refuse($"There is no desk at {settings.Storage.Connection}.", $"Không có dữ liệu tại {settings.Storage.Connection}.");
        try
        {
            await using var database = await Database.OpenAsync(settings.Storage, TimeProvider.System, cancellation);
            if (await Migrations.MissingAsync(database, cancellation) > 0)
                return start.Terminal.Refuse("The database is of an older program: run 'migrate' first.", "Cơ sở dữ liệu thuộc phiên bản cũ: hãy chạy 'migrate' trước.");
            return await work(settings, database);
        }
        catch (Exception fault) when (VerbStart.IsOfThePlace(fault))
        {
            return start.RefuseFor(fault);
        }
    }

    private static Steps Begin(Terminal terminal)
    {
        var steps = new Steps(terminal.Out);
        steps.Begin("Reading the audit through", "Đang kiểm tra nhật ký kiểm toán");
        return steps;
    }

    private static int Say(Terminal terminal, VerifyAudit.Answer answer, bool needsAnchors)
    {
        if (answer.Unsealed.Count > 0)
            terminal.Out.WriteLine(
                $"Not sealed yet / Chưa niêm: {string.Join(", ", answer.Unsealed.Take(10))}{(answer.Unsealed.Count > 10 ? $" (+{answer.Unsealed.Count - 10})" : "")}");
        if (answer.Broken is { } broken)
            return terminal.Refuse(broken.Text, broken.TextVi);
        if (answer.Unsealable.Count > 0)
            return terminal.Refuse(
                $"What is sealed fits, but the audit holds rows that the desk never writes and can never seal: {string.Join(", ", answer.Unsealable)}.",
                $"Các dòng đã niêm khớp nhau, nhưng nhật ký có dòng mà hệ thống không bao giờ ghi và không thể niêm: {string.Join(", ", answer.Unsealable)}.");
        // The sealer writes one after every seal. Where none is, a tail may have been cut off together with them.
        if (needsAnchors && answer is { Anchors: 0, Rows: > 0 })
            return terminal.Refuse(
                $"The {answer.Rows} rows fit, but no anchor is here: a tail that was cut off together with its anchors would not show. Name the second place by Audit__AnchorDirectory. "
                + "After a restore or a rekey, or on a copy, say --without-anchors.",
                $"{answer.Rows} dòng khớp nhau nhưng không có mốc neo nào: nếu phần cuối bị cắt cùng mốc neo thì không phát hiện được. Hãy chỉ ra nơi lưu thứ hai bằng Audit__AnchorDirectory. "
                + "Sau khi khôi phục, đổi khóa, hoặc trên bản sao: thêm --without-anchors.");
        terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{answer.Rows} sealed rows are whole, {answer.Anchors} anchors fit. / {answer.Rows} dòng đã niêm còn nguyên vẹn, {answer.Anchors} mốc neo khớp."));
        return ExitCodes.Done;
    }
}
