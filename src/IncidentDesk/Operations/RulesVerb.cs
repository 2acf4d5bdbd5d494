using System.CommandLine;
using System.Globalization;
using IncidentDesk.Audit;
using IncidentDesk.Deadlines;
using IncidentDesk.Deadlines.Recomputing;
using IncidentDesk.Incidents;
using IncidentDesk.Pipeline;
using IncidentDesk.Reference;
using IncidentDesk.Storage;

namespace IncidentDesk.Operations;

/// <summary>rules: check, diff, apply. Loading other rules changes nothing that was computed; applying them does, with a reason.</summary>
public static class RulesVerb
{
    public static Command Make(VerbStart start) => new("rules", "The rule packs, and what they would change. / Các bộ quy tắc và thay đổi do chúng.")
    {
        Check(start), Diff(start), Apply(start),
    };

    private static Command Check(VerbStart start)
    {
        var verb = new Command("check", "Read every pack and form; faults by file and line, exit code 1. / Kiểm tra các bộ quy tắc và biểu mẫu; lỗi theo tệp và dòng, mã 1.");
        verb.SetAction((_, cancellation) => CheckAsync(start, cancellation));
        return verb;
    }

    private static Command Diff(VerbStart start)
    {
        var verb = new Command("diff", "Show which open duties would change; nothing is written. / Xem nghĩa vụ nào sẽ đổi; không ghi gì.");
        verb.SetAction((_, cancellation) => WithRulesAsync(start, async (database, recomputation, zone) =>
        {
            await PrintAsync(start.Terminal, await database.ReadAsync(recomputation.PreviewAsync, cancellation), zone);
            return ExitCodes.Done;
        }, cancellation));
        return verb;
    }

    private static Command Apply(VerbStart start)
    {
        var reason = new Option<string>("--reason") { Description = "Why; it is kept with every change. / Lý do.", Required = true };
        var person = new Option<string>("--person") { Description = "User name of the administrator who does it. / Tên đăng nhập của người thực hiện.", Required = true };
        var verb = new Command("apply", "Compute open duties anew; what stood before is kept. / Tính lại các nghĩa vụ đang mở; giữ giá trị cũ.") { reason, person };
        verb.SetAction((parsed, cancellation) => ApplyAsync(
            start, parsed.GetRequiredValue(reason).Trim(), parsed.GetRequiredValue(person).Trim(), cancellation));
        return verb;
    }

    private static async Task<int> CheckAsync(VerbStart start, CancellationToken cancellation)
    {
        if (start.Settings() is not { } settings)
            return ExitCodes.Refused;
        try
        {
            var library = ReferenceLibrary.LoadWith(settings.RulesDirectory, settings.FormsDirectory);
            foreach (var pack in library.RuleBook.Packs)
                await start.Terminal.Out.WriteLineAsync($"{pack.Code}\t{pack.Version}\t{pack.Validity.From:yyyy-MM-dd}\t{pack.Validity.To:yyyy-MM-dd}\t{pack.Zone.Zone.Id}");
            foreach (var (file, form) in library.OwnForms)
                await start.Terminal.Out.WriteLineAsync($"{form.Code}\t{file}\t{form.Validity.From:yyyy-MM-dd}\t{form.Validity.To:yyyy-MM-dd}");
            // Beside a desk that is there already; a check must not make one.
            if (IsThere(settings))
                await WarnAsync(start.Terminal, settings, library, cancellation);
            return ExitCodes.Done;
        }
        catch (ReferenceFaultsException faults)
        {
            foreach (var fault in faults.Faults)
                await start.Terminal.Error.WriteLineAsync(fault.WithLine);
            return ExitCodes.Refused;
        }
        catch (Exception fault) when (VerbStart.IsOfThePlace(fault))
        {
            return start.RefuseFor(fault);
        }
    }

    private static async Task WarnAsync(Terminal terminal, DeskSettings settings, ReferenceLibrary library, CancellationToken cancellation)
    {
        await using var database = await Database.OpenAsync(settings.Storage, TimeProvider.System, cancellation);
        if (await Migrations.MissingAsync(database, cancellation) > 0)
            return;
        foreach (var role in await database.ReadAsync(
            reading => RecipientContacts.MissingAsync(reading, library.RuleBook, TimeProvider.System.GetUtcNow()), cancellation))
        {
            await terminal.Error.WriteLineAsync($"contact-missing {role.Text} / {role.TextVi}");
            foreach (var place in library.PlacesOf(role.Role, role.Packs))
                await terminal.Error.WriteLineAsync($"  {place.WithLine}");
        }
    }

    private static Task<int> ApplyAsync(VerbStart start, string reason, string person, CancellationToken cancellation) => reason.Length is 0 or > 2000
        ? Task.FromResult(start.Terminal.Refuse("Say why: --reason with 1 to 2000 characters.", "Hãy nêu lý do: --reason từ 1 đến 2000 ký tự."))
        : WithRulesAsync(start, async (database, recomputation, zone) =>
        {
            if (await database.ReadAsync(reading => PersonAsync(reading, person), cancellation) is not { } by)
                return start.Terminal.Refuse($"There is no administrator {person}.", $"Không có quản trị viên {person}.");
            var preview = await database.ReadAsync(recomputation.PreviewAsync, cancellation);
            await PrintAsync(start.Terminal, preview, zone);
            var applied = await database.WriteAsync(
                transaction => recomputation.ApplyAsync(transaction, preview.Hash, by, reason, TimeProvider.System.GetUtcNow()), cancellation);
            if (applied is null)
                return start.Terminal.Refuse("Something changed meanwhile: look again.", "Dữ liệu vừa thay đổi: hãy xem lại.");
            await start.Terminal.Out.WriteLineAsync($"Applied {applied.Changes.Count} changes. / Đã áp dụng {applied.Changes.Count} thay đổi.");
            return ExitCodes.Done;
        }, cancellation);

    // As at the door: who may not do it there does not do it here.
    private static async Task<Actor?> PersonAsync(Reading reading, string named) => await reading.SingleAsync<Administrator>(
        "SELECT id, name FROM people WHERE user_name = @named AND role = 'admin' AND agency_id IS NULL AND disabled_at IS NULL", new { named }) is { } found
        ? new("person", found.Id, found.Name)
        : null;

    private static async Task<int> WithRulesAsync(VerbStart start, Func<Database, Recomputation, DeskZone, Task<int>> work, CancellationToken cancellation)
    {
        if (start.Settings() is not { } settings)
            return ExitCodes.Refused;
        try
        {
            var library = ReferenceLibrary.LoadWith(settings.RulesDirectory, settings.FormsDirectory);
            // A mistyped directory must not become a new desk of which nothing is owed.
            if (!IsThere(settings))
                return start.Terminal.Refuse($"There is no desk at {settings.Storage.Connection}.", $"Không có dữ liệu hệ thống tại {settings.Storage.Connection}.");
            return await start.WithStoreAsync(settings, database => work(database, new(new Duties(library)), settings.Zone), cancellation);
        }
        catch (Exception fault) when (VerbStart.IsOfThePlace(fault))
        {
            return start.RefuseFor(fault);
        }
    }

    private static bool IsThere(DeskSettings settings) => settings.Storage.Engine != "sqlite" || File.Exists(settings.Storage.Connection);

    private static async Task PrintAsync(Terminal terminal, RuleChanges changes, DeskZone zone)
    {
        foreach (var change in changes.Changes)
            await terminal.Out.WriteLineAsync(string.Join('\t',
            [
                change.Incident, change.Kind, change.Duty, change.Recipient, change.OldRule ?? "-", change.NewRule ?? "-", Said(change.OldDueAt, zone),
                Said(change.NewDueAt, zone), .. change.Words.Select(word => $"{word.Word}: {word.Old ?? "-"} > {word.New ?? "-"}"),
            ]));
        await terminal.Out.WriteLineAsync($"{changes.Changes.Count} changes, hash {changes.Hash}. / {changes.Changes.Count} thay đổi.");
    }

    private static string Said(DateTimeOffset? instant, DeskZone zone) =>
        instant is { } at ? zone.Local(at).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture) : "-";

    private sealed record Administrator(Guid Id, string Name);
}
