using IncidentDesk.Reference;
using IncidentDesk.Storage;

namespace IncidentDesk.Operations;

/// <summary>What every verb starts with: its terminal, its settings, and the store.</summary>
/// <param name="Overrides">Settings of the command line, --Storage:Engine=postgres.</param>
public sealed record VerbStart(Terminal Terminal, string[] Overrides)
{
    /// <summary>Null when a setting is wrong; then every fault has been printed.</summary>
    public DeskSettings? Settings(IReadOnlyDictionary<string, string?>? defaults = null)
    {
        var (settings, faults) = SettingsCheck.Read(DeskConfiguration.Read(Overrides, defaults));
        foreach (var fault in faults)
            Terminal.Error.WriteLine($"{fault.Setting}: {fault.Text} / {fault.TextVi}");
        return settings;
    }

    /// <summary>Runs a verb that works on the store without serving it; a store that refuses is said in words, not as a stack.</summary>
    public async Task<int> WithStoreAsync(DeskSettings settings, Func<Database, Task<int>> work, CancellationToken cancellation)
    {
        try
        {
            DataDirectory.Make(settings.DataDirectory);
            await using var database = await DeskHost.OpenStoreAsync(
                settings, ReferenceLibrary.LoadWith(settings.RulesDirectory, settings.FormsDirectory), TimeProvider.System, cancellation);
            return await work(database);
        }
        catch (Exception fault) when (IsOfThePlace(fault))
        {
            return RefuseFor(fault);
        }
    }

    public int RefuseFor(Exception fault) => Terminal.Refuse(fault.Message, fault switch
    {
        ReferenceFaultsException => "Tệp quy tắc có lỗi: xem danh sách ở trên.",
        MigrationException migration => migration.TextVi,
        AlreadyServedException served => served.TextVi,
        CopyException copy => copy.TextVi,
        _ => "Không khởi động được: hãy kiểm tra cấu hình, cơ sở dữ liệu, thư mục dữ liệu và địa chỉ lắng nghe.",
    });

    /// <summary>Faults that the administrator can mend: the store, the directory, the address.</summary>
    public static bool IsOfThePlace(Exception fault) =>
        fault is ReferenceFaultsException or MigrationException or StorageOutageException or OverloadedException or IOException or UnauthorizedAccessException;
}
