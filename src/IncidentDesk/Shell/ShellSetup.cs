using System.Text.Encodings.Web;
using System.Text.Unicode;
using IncidentDesk.Operations;

namespace IncidentDesk.Shell;

/// <summary>What the pages need, in two calls of the composition root.</summary>
public static class ShellSetup
{
    public static IServiceCollection AddShell(this IServiceCollection services, DeskSettings settings)
    {
        services.AddSingleton(DeskNames.Of(settings));
        services.AddHttpContextAccessor();
        services.AddScoped<Reader>();
        services.AddSingleton<WordsInHand>();
        services.AddRazorComponents();
        // Vietnamese goes out as it is written, not as numbered entities four times as long.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddSingleton<ChangeLog>();
        services.AddSingleton<ChangeFeed>().AddSingleton<FragmentCache>().AddSingleton<SeenChanges>();
        services.AddCompression();
        services.AddHostedService<ChangeFollower>();
        return services;
    }

    /// <summary>Before everything else; errors are said by <see cref="ErrorPages.ShowAsync"/>, which the pipeline is given.</summary>
    public static IApplicationBuilder UseShell(this IApplicationBuilder app) => app.UseResponseCompression().UsePageHeaders().UseTypedAgain();
}
